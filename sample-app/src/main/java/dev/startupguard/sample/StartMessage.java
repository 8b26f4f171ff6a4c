package dev.startupguard.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The one line that a start logs. */
@Component
class StartMessage {
    private static final Logger log = LoggerFactory.getLogger(StartMessage.class);

    private final Release release;
    private final DatabaseKind database;

    StartMessage(Release release, DatabaseKind database) {
        this.release = release;
        this.database = database;
    }

    @EventListener
    void serverStarted(WebServerInitializedEvent event) {
        log.info(
                "Conference registration at http://localhost:{}/ (release {}, {})",
                event.getWebServer().getPort(),
                release.number(),
                database.product());
    }
}
