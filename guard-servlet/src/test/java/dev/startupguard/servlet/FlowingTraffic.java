package dev.startupguard.servlet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Users who ask again and again, each as soon as he has his answer. */
final class FlowingTraffic implements AutoCloseable {

    private static final int USERS = 3;

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final List<Thread> users = new ArrayList<>();
    private volatile boolean isOver;

    FlowingTraffic(int port) {
        IntStream.range(0, USERS).forEach(i -> users.add(new Thread(() -> ask(port), "user-" + i)));
        users.forEach(Thread::start);
        awaitMore();
    }

    /** Waits until so many more were answered that one of them would have met what is wrong. */
    void awaitMore() {
        int before = count();
        await().until(() -> count() > before + 50);
    }

    /** What was answered so far, and how often: statuses, or what went wrong. */
    Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    private int count() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void ask(int port) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // an upgrade would be a tunnel to one instance
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/page"))
                .timeout(Duration.ofSeconds(20))
                .build();
        while (!isOver) {
            answers.merge(answer(client, request), 1, Integer::sum);
        }
    }

    private static String answer(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? "200" : response.statusCode() + " " + response.body();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        isOver = true;
        users.forEach(user -> await().until(() -> !user.isAlive()));
    }
}
