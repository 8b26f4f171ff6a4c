package dev.startupguard.servlet;

import java.util.ArrayList;
import java.util.List;

/**
 * One platform's probe, as its public documentation describes it.
 *
 * @param request the request line, with the path that the platform is configured for
 * @param headers the lines that follow; none where the platform sends no Host
 * @param accepted what it takes for a yes
 * @param seconds how long it waits for the answer
 */
record PlatformRow(
        String platform,
        PlatformQuestion question,
        String request,
        List<String> headers,
        Statuses accepted,
        int seconds) {

    /** Paths that platforms ask for by themselves, as {@code guard.endpoints.aliases}. */
    static final String ALIASES = "/robots933456.txt=live,/_ah/warmup=warmup";

    private static final Statuses ANY = new Statuses(100, 599);
    private static final Statuses OK = new Statuses(200, 200);
    private static final Statuses SUCCESS = new Statuses(200, 299);
    private static final Statuses SUCCESS_OR_REDIRECT = new Statuses(200, 399);

    /** Statuses from the lowest to the highest, both included. */
    record Statuses(int lowest, int highest) {

        @Override
        public String toString() {
            if (lowest == highest) {
                return String.valueOf(lowest);
            }
            return lowest == 100 ? "any" : lowest + "–" + highest;
        }
    }

    static List<PlatformRow> all() {
        return List.of(
                warm("Azure slot swap", "GET /guard/warmup", "app.example.net", "SiteWarmup", OK, 90),
                row(
                        "Azure Linux container start",
                        PlatformQuestion.LIVE,
                        "GET /robots933456.txt HTTP/1.1",
                        OK,
                        230,
                        "Host: 127.0.0.1:8080"),
                warm(
                        "IIS applicationInitialization",
                        "GET /guard/warmup",
                        "localhost",
                        "IIS Application Initialization Warmup",
                        ANY,
                        300),
                ready("Azure Health check", "GET", SUCCESS, 60, "Host: app.example.net", "User-Agent: HealthCheck/1.0"),
                ready("Azure Load Balancer", "GET", OK, 5, "Host: 10.0.0.4:80"),
                ready("Azure Front Door", "HEAD", OK, 30, "Host: app.example.net", "User-Agent: Edge Health Probe"),
                ready("Azure App Gateway", "GET", SUCCESS_OR_REDIRECT, 30, "Host: 127.0.0.1"),
                kubernetes("startup", PlatformQuestion.STARTED, "/guard/started"),
                kubernetes("liveness", PlatformQuestion.LIVE, "/guard/live"),
                kubernetes("readiness", PlatformQuestion.READY, "/guard/ready"),
                ready("AWS ALB", "GET", OK, 5, "Host: 10.0.0.4:8080", "User-Agent: ELB-HealthChecker/2.0"),
                ready("Google Cloud LB", "GET", OK, 5, "Host: 10.0.0.4", "User-Agent: GoogleHC/1.0"),
                row(
                        "Google Cloud Run, startup",
                        PlatformQuestion.STARTED,
                        "GET /guard/started HTTP/1.1",
                        SUCCESS_OR_REDIRECT,
                        240,
                        "Host: localhost:8080"),
                row(
                        "App Engine",
                        PlatformQuestion.WARM,
                        "GET /_ah/warmup HTTP/1.1",
                        SUCCESS,
                        60,
                        "Host: app.example.net"),
                row("HAProxy", PlatformQuestion.READY, "OPTIONS /guard/ready HTTP/1.0", SUCCESS_OR_REDIRECT, 2),
                row(
                        "nginx Plus",
                        PlatformQuestion.READY,
                        "GET /guard/ready HTTP/1.0",
                        SUCCESS_OR_REDIRECT,
                        5,
                        "Host: backend"),
                ready("Envoy", "GET", OK, 5, "Host: backend", "User-Agent: Envoy/HC"),
                ready(
                        "Consul",
                        "GET",
                        SUCCESS,
                        10,
                        "Host: 10.0.0.4:8080",
                        "User-Agent: Consul Health Check",
                        "Accept: text/plain, text/*, */*"));
    }

    /** Everything that is sent. */
    String octets() {
        List<String> lines = new ArrayList<>(List.of(request));
        lines.addAll(headers);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    boolean accepts(int status) {
        return status >= accepted.lowest && status <= accepted.highest;
    }

    /** Who takes every answer for a yes cannot be told no, only be made to wait. */
    String rightDecision(InstanceState state) {
        String right = question.rightDecision(state);
        return accepted.equals(ANY) && !right.equals(PlatformQuestion.WAITS) ? question.decision(true) : right;
    }

    private static PlatformRow row(
            String platform,
            PlatformQuestion question,
            String request,
            Statuses accepted,
            int seconds,
            String... headers) {
        return new PlatformRow(platform, question, request, List.of(headers), accepted, seconds);
    }

    private static PlatformRow ready(
            String platform, String method, Statuses accepted, int seconds, String... headers) {
        return row(platform, PlatformQuestion.READY, method + " /guard/ready HTTP/1.1", accepted, seconds, headers);
    }

    private static PlatformRow warm(
            String platform, String request, String host, String agent, Statuses accepted, int seconds) {
        return row(
                platform,
                PlatformQuestion.WARM,
                request + " HTTP/1.1",
                accepted,
                seconds,
                "Host: " + host,
                "User-Agent: " + agent);
    }

    private static PlatformRow kubernetes(String probe, PlatformQuestion question, String path) {
        return row(
                "Kubernetes, " + probe,
                question,
                "GET " + path + " HTTP/1.1",
                SUCCESS_OR_REDIRECT,
                1,
                "Host: 10.1.2.3:8080",
                "User-Agent: kube-probe/1.33",
                "Accept: */*",
                "Connection: close");
    }
}
