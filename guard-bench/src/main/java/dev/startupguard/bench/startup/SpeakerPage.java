package dev.startupguard.bench.startup;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SpeakerPage {

    private final Speakers speakers;

    SpeakerPage(Speakers speakers) {
        this.speakers = speakers;
    }

    @GetMapping("/speakers")
    String count() {
        return speakers.count() + " speakers";
    }
}
