package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.startupguard.maintenance.MaintenanceMode;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx, which asks no probe and learns from answers, in front of two instances, with users who notice nothing. */
class NginxTest {

    @TempDir
    private Path folder;

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private int door;

    @AfterEach
    void close() throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }

    @Test
    void anInstanceIsTakenOutPutBackDrainedAndStoppedWithoutAFailedRequest() throws Exception {
        ServedInstance a = stopping(ServedInstance.serving());
        ServedInstance b = stopping(ServedInstance.serving());
        start(a, b);
        FlowingTraffic traffic = closing(new FlowingTraffic(door));

        a.switchTo(MaintenanceMode.ON);
        int whenOut = a.requests();
        traffic.awaitMore();
        assertThat(a.requests()).isLessThanOrEqualTo(whenOut + 3); // those that were under way

        a.switchTo(MaintenanceMode.OFF);
        await().until(() -> a.requests() > whenOut + 3);

        a.guard.drain();
        traffic.awaitMore();
        a.stop();
        traffic.awaitMore();
        assertThat(traffic.answers()).containsOnlyKeys("200");
    }

    @Test
    void aFleetInMaintenanceShowsItsPage() throws Exception {
        ServedInstance a = stopping(ServedInstance.serving("maintenance.mode", "on"));
        ServedInstance b = stopping(ServedInstance.serving("maintenance.mode", "on"));
        start(a, b);

        for (int i = 0; i < 4; i++) { // also once nginx has seen both refuse
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + "/page"))
                                    .header("Accept", "text/html")
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Startup-Guard")).hasValue("maintenance");
        }
    }

    private void start(ServedInstance a, ServedInstance b) throws Exception {
        door = ProxyProcess.freePort();
        ProxyProcess nginx = closing(ProxyProcess.nginx(folder, """
                daemon off;
                pid nginx.pid;
                worker_processes 1;
                events { worker_connections 256; }
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  upstream application {
                    server 127.0.0.1:%d max_fails=0;
                    server 127.0.0.1:%d max_fails=0;
                  }
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      proxy_pass http://application;
                      proxy_next_upstream error timeout http_503;
                      proxy_connect_timeout 1s;
                    }
                  }
                }
                """.formatted(a.port(), b.port(), door)));
        await().ignoreException(ConnectException.class).until(() -> {
            nginx.assertRuns();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door)) {
                return socket.isConnected();
            }
        });
    }

    private ServedInstance stopping(ServedInstance instance) {
        toClose.push(instance::stop);
        return instance;
    }

    private <T extends AutoCloseable> T closing(T each) {
        toClose.push(each);
        return each;
    }
}
