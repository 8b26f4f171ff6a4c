package dev.startupguard.spring;

import dev.startupguard.StartupGuard;
import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.web.context.WebApplicationContext;

/** Tells the guard where its pages can be asked for, once the application's own server (not that of management) listens. */
final class ListeningServer implements ApplicationListener<WebServerInitializedEvent> {

    private final StartupGuard guard;
    private final ApplicationContext context;

    ListeningServer(StartupGuard guard, ApplicationContext context) {
        this.guard = guard;
        this.context = context;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        if (event.getApplicationContext() != context || port <= 0) {
            return;
        }
        // The factory rather than server.*: customizers of the application have had their say there.
        AbstractConfigurableWebServerFactory factory = context.getBeanProvider(
                        AbstractConfigurableWebServerFactory.class)
                .getIfAvailable();
        guard.serverListening(
                host(factory == null ? null : factory.getAddress()),
                port,
                factory != null && Ssl.isEnabled(factory.getSsl()),
                contextPath());
    }

    private String contextPath() {
        ServletContext servletContext =
                context instanceof WebApplicationContext application ? application.getServletContext() : null;
        return servletContext == null ? "" : servletContext.getContextPath();
    }

    private static String host(@Nullable InetAddress bound) {
        InetAddress address = bound == null || bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        return address.getHostAddress();
    }
}
