package dev.startupguard.sample.web;

import dev.startupguard.sample.Release;
import dev.startupguard.sample.conference.ConferenceListing;
import dev.startupguard.sample.conference.Conferences;
import dev.startupguard.sample.order.OrderStatus;
import dev.startupguard.sample.order.RegistrationDesk;
import dev.startupguard.sample.order.RegistrationDesk.PlacedOrder;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.view.RedirectView;

/** The form for one conference, and the order that comes of it. */
@Controller
class RegistrationPages {
    private static final int REFRESH_SECONDS = 2;

    private final Release release;
    private final Conferences conferences;
    private final RegistrationDesk desk;

    RegistrationPages(Release release, Conferences conferences, RegistrationDesk desk) {
        this.release = release;
        this.conferences = conferences;
        this.desk = desk;
    }

    @GetMapping("/conferences/{slug}")
    String form(@PathVariable String slug, Model model) {
        model.addAttribute("conference", conference(slug));
        model.addAttribute("form", new RegistrationForm());
        return "register";
    }

    @PostMapping("/conferences/{slug}")
    Object register(
            @PathVariable String slug,
            @Valid @ModelAttribute("form") RegistrationForm form,
            BindingResult result,
            Model model) {
        form.settleName(release.splitsNames(), result);
        if (result.hasErrors()) {
            model.addAttribute("conference", conference(slug));
            return "register";
        }
        return desk.register(slug, form.attendee(release.splitsNames()), form.getSeats())
                .map(RegistrationPages::seeOther)
                .orElseThrow(NotFoundException::new);
    }

    @GetMapping("/orders/{id}")
    String order(@PathVariable String id, Model model) {
        PlacedOrder placed = desk.find(id).orElseThrow(NotFoundException::new);
        model.addAttribute("placed", placed);
        if (placed.order().getStatus() == OrderStatus.PENDING) {
            model.addAttribute("refreshSeconds", REFRESH_SECONDS);
        }
        return "order";
    }

    private ConferenceListing conference(String slug) {
        return conferences.listing(slug).orElseThrow(NotFoundException::new);
    }

    private static RedirectView seeOther(String orderId) {
        RedirectView view = new RedirectView("/orders/" + orderId, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }
}
