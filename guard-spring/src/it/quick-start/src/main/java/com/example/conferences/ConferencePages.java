package com.example.conferences;

import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConferencePages {

    private final Conferences conferences;

    ConferencePages(Conferences conferences) {
        this.conferences = conferences;
    }

    @GetMapping("/")
    String home() {
        return "Conferences";
    }

    @GetMapping("/conferences")
    String list() {
        return conferences.findAll().stream().map(Conference::name).collect(Collectors.joining("\n"));
    }
}
