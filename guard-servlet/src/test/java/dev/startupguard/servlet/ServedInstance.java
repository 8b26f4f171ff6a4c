package dev.startupguard.servlet;

import static org.awaitility.Awaitility.await;

import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.test.SwitchableDataSource;
import dev.startupguard.test.TestDatabase;

/** One of the instances behind a load balancer: a server, its guard, and an application that counts. */
final class ServedInstance {

    final ApplicationServlet application = new ApplicationServlet();
    final StartupGuard guard;
    private final TestContainer.RunningServer server;

    private ServedInstance(StartupGuard guard) throws Exception {
        this.guard = guard;
        server = new JettyEe10Container().start(new GuardFilter(guard), application);
        guard.start();
    }

    static ServedInstance serving(String... settings) throws Exception {
        ServedInstance instance =
                starting(new SwitchableDataSource(TestDatabase.H2.create().dataSource()), settings);
        await().until(() -> instance.guard.status().phase() == Phase.SERVING);
        return instance;
    }

    static ServedInstance starting(SwitchableDataSource dataSource, String... settings) throws Exception {
        return new ServedInstance(
                ContainerContract.builder(settings).dataSource(dataSource).build());
    }

    int port() {
        return server.port();
    }

    int requests() {
        return application.requests.get();
    }

    void switchTo(MaintenanceMode mode) {
        guard.maintenance().set(mode, "moving house", "test", null);
    }

    /** Does nothing if it was stopped before. */
    void stop() throws Exception {
        server.stop();
        guard.close();
    }
}
