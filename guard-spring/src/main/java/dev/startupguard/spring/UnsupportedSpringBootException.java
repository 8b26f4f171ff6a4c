package dev.startupguard.spring;

/** The application runs on a Spring Boot that the guard does not know. */
final class UnsupportedSpringBootException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsupportedSpringBootException(String version) {
        super(
                ("guard-spring was found in an application on Spring Boot %s; expected 4.0 or later. Use Spring Boot 4, or take"
                                + " guard-spring out and set up guard-servlet by hand.")
                        .formatted(version));
    }
}
