package dev.startupguard.slices;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Greeting {

    @GetMapping("/greeting")
    String greeting() {
        return "Hello";
    }
}
