package dev.startupguard.servlet;

import dev.startupguard.servlet.TestContainer.ApplicationServer;
import dev.startupguard.servlet.TestContainer.Deployment;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.List;

/** Undertow, with as much of a server around it as its applications need. */
record UndertowServer(Undertow server, PathHandler root, ServletContainer applications) implements ApplicationServer {

    static UndertowServer start() {
        PathHandler root = Handlers.path();
        Undertow server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .addHttpListener(0, "127.0.0.1", root)
                .setIoThreads(2)
                .setWorkerThreads(16)
                .build();
        server.start();
        return new UndertowServer(server, root, ServletContainer.Factory.newInstance());
    }

    @Override
    public Deployment deploy(WebApplication application) throws Exception {
        DeploymentInfo deployment = UndertowContainer.deployment(application);
        deploy(deployment);
        return () -> undeploy(deployment.getDeploymentName());
    }

    void deploy(DeploymentInfo deployment) throws ServletException {
        DeploymentManager manager = applications.addDeployment(deployment);
        manager.deploy();
        root.addPrefixPath(path(deployment), manager.start());
    }

    private void undeploy(String name) throws ServletException {
        DeploymentManager manager = applications.getDeployment(name);
        DeploymentInfo deployment = manager.getDeployment().getDeploymentInfo();
        root.removePrefixPath(path(deployment));
        manager.stop();
        manager.undeploy();
        applications.removeDeployment(deployment);
    }

    private static String path(DeploymentInfo deployment) {
        return deployment.getContextPath().isEmpty() ? "/" : deployment.getContextPath();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() throws ServletException {
        for (String each : List.copyOf(applications.listDeployments())) {
            undeploy(each);
        }
        server.stop();
    }
}
