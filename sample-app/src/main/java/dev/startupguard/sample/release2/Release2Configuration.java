package dev.startupguard.sample.release2;

import dev.startupguard.sample.Release;
import dev.startupguard.sample.attendee.Attendees;
import dev.startupguard.sample.conference.Conference;
import dev.startupguard.sample.order.ConferenceOrder;
import jakarta.persistence.EntityManager;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;

@Profile("release-2")
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = {Conference.class, ConferenceOrder.class, AttendeeRow.class})
class Release2Configuration {
    @Bean
    Release release() {
        return Release.TWO;
    }

    @Bean
    Attendees attendees(EntityManager entities, JdbcTemplate jdbc) {
        return new BothColumnsAttendees(entities, new OldNameColumn(jdbc));
    }
}
