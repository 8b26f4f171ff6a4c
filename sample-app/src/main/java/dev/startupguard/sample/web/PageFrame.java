package dev.startupguard.sample.web;

import dev.startupguard.sample.Release;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows. */
@ControllerAdvice
class PageFrame {
    private final Release release;

    PageFrame(Release release) {
        this.release = release;
    }

    @ModelAttribute("release")
    Release release() {
        return release;
    }
}
