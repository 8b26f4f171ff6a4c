package dev.startupguard.sample.web;

import dev.startupguard.sample.conference.ConferenceListing;
import dev.startupguard.sample.conference.Conferences;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page and the list of conferences. */
@Controller
class ConferencePages {
    private static final int ON_HOME_PAGE = 3;

    private final Conferences conferences;

    ConferencePages(Conferences conferences) {
        this.conferences = conferences;
    }

    @GetMapping("/")
    String home(Model model) {
        List<ConferenceListing> all = conferences.listings();
        model.addAttribute("conferences", all.subList(0, Math.min(ON_HOME_PAGE, all.size())));
        return "home";
    }

    @GetMapping("/conferences")
    String list(Model model) {
        model.addAttribute("conferences", conferences.listings());
        return "conferences";
    }
}
