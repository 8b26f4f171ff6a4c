package dev.startupguard.slices;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
class GuestBook {

    /** Where its one table is made. */
    static final String MIGRATIONS = "spring.flyway.locations=classpath:migrations";
}
