package dev.startupguard.sample.release3;

import dev.startupguard.sample.Release;
import dev.startupguard.sample.attendee.Attendees;
import dev.startupguard.sample.conference.Conference;
import dev.startupguard.sample.order.ConferenceOrder;
import jakarta.persistence.EntityManager;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Profile("release-3")
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = {Conference.class, ConferenceOrder.class, AttendeeRow.class})
class Release3Configuration {
    @Bean
    Release release() {
        return Release.THREE;
    }

    @Bean
    Attendees attendees(EntityManager entities) {
        return new TwoColumnAttendees(entities);
    }
}
