package dev.startupguard.servlet;

import dev.startupguard.Admission;
import dev.startupguard.GuardConfiguration;
import dev.startupguard.GuardStatus;
import dev.startupguard.Phase;
import dev.startupguard.StartupGuard;
import dev.startupguard.bypass.BypassTokens;
import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.Secret;
import dev.startupguard.traffic.InFlight;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Admits or refuses requests by the guard's status, counts those admitted until their response is complete, and answers the
 * guard's endpoints. To be the first filter, mapped to {@code /*} for {@link DispatcherType#REQUEST}, with async supported;
 * dispatches inside an admitted request pass. Thread safe.
 */
public final class GuardFilter implements Filter {

    /** Servlet context attribute with the {@link StartupGuard}. */
    public static final String GUARD_ATTRIBUTE = "dev.startupguard.guard";

    /** Request attribute, {@code true} on the guard's own warm-up requests, so that they can be left out of business figures. */
    public static final String WARM_UP_ATTRIBUTE = "dev.startupguard.warm-up";

    /** Request attribute, {@code true} where a tester came in through the closed door, so that a page can say so. */
    public static final String BYPASS_ATTRIBUTE = "dev.startupguard.bypass";

    private final StartupGuard guard;
    private final Endpoints endpoints;
    private final PathPatterns exempt;
    private final PathPatterns allowedInReadOnly;
    private final WritingPaths deniedInReadOnly;
    private final InFlight safeRequests;
    private final InFlight unsafeRequests;
    private final WarmUpRequests warmUpRequests;
    private final @Nullable Bypass bypass;
    private final ClosedResponse closed;
    private final @Nullable ServerAddress address;
    private volatile HandlerRules handlers = HandlerRules.NONE;

    /**
     * A filter for a guard that is told elsewhere where the server listens ({@link StartupGuard#serverListening}), or need not
     * know; see {@link #learningAddress}.
     *
     * @throws dev.startupguard.settings.InvalidSettingException if {@code guard.maintenance.page} cannot be read, or a path
     *     pattern is none
     */
    public GuardFilter(StartupGuard guard) {
        this(guard, new ExemptPaths(List.of()));
    }

    /** As the other constructor, with further paths that pass always. */
    public GuardFilter(StartupGuard guard, ExemptPaths further) {
        this(guard, further, null);
    }

    /**
     * A filter that tells the guard where the server listens, as learnt from the socket of the first request that it answers
     * itself; for where nothing else knows, as in an application that is deployed to a server of its own.
     *
     * @throws dev.startupguard.settings.InvalidSettingException as the constructor
     */
    public static GuardFilter learningAddress(StartupGuard guard) {
        return learningAddress(guard, new ExemptPaths(List.of()));
    }

    /** As {@link #learningAddress(StartupGuard)}, with further paths that pass always. */
    public static GuardFilter learningAddress(StartupGuard guard, ExemptPaths further) {
        return new GuardFilter(guard, further, new ServerAddress(guard));
    }

    private GuardFilter(StartupGuard guard, ExemptPaths further, @Nullable ServerAddress address) {
        GuardConfiguration configuration = guard.configuration();
        this.guard = guard;
        this.address = address;
        Clock clock = Clock.systemUTC();
        Secret secret = configuration.bypassSecret();
        BypassTokens tokens = secret == null ? null : new BypassTokens(secret, clock);
        bypass = tokens == null ? null : new Bypass(tokens);
        endpoints = new Endpoints(GuardEndpoints.byPath(guard, tokens, clock));
        List<String> exemptPaths = new ArrayList<>(configuration.maintenance().exemptPaths());
        exemptPaths.addAll(further.patterns());
        exempt = new PathPatterns(GuardKey.MAINTENANCE_EXEMPT_PATHS, exemptPaths);
        allowedInReadOnly = new PathPatterns(
                GuardKey.MAINTENANCE_READ_ONLY_ALLOW,
                configuration.maintenance().readOnlyAllow());
        deniedInReadOnly = new WritingPaths(
                GuardKey.MAINTENANCE_READ_ONLY_DENY, configuration.maintenance().readOnlyDeny());
        safeRequests = guard.requests(true);
        unsafeRequests = guard.requests(false);
        warmUpRequests = new WarmUpRequests(guard.warmUpToken());
        ClassLoader application = applicationClassLoader();
        closed = new ClosedResponse(
                template(configuration.maintenance().page(), application),
                new ClosedLanguages(application),
                new CorsPolicy(configuration.maintenance().corsAllowedOrigins()),
                clock,
                bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    private static PageTemplate template(@Nullable String location, ClassLoader application) {
        return location == null ? PageTemplate.builtIn() : PageTemplate.at(location, application);
    }

    private static ClassLoader applicationClassLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Objects.requireNonNull(GuardFilter.class.getClassLoader()) : context;
    }

    /**
     * Tells what handlers do beyond what the method of a request says, in READ_ONLY and for the count of work under way. To be
     * told before the guard is started; the configured lists go before it where they deny.
     *
     * @param all every handler of the framework, also those that say nothing: requests that they might get are not let pass by what
     *     another says
     * @param servlets names of the servlets that call them
     * @throws IllegalArgumentException if it cannot be told which requests of unsafe methods one gets that only reads
     */
    public void handlers(List<HandlerRule> all, Set<String> servlets) {
        handlers = new HandlerRules(all, servlets);
    }

    @Override
    public void init(FilterConfig config) {
        config.getServletContext().setAttribute(GUARD_ATTRIBUTE, guard);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            filter(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Endpoint endpoint = endpoints.find(request);
        if (endpoint != null) {
            learnAddress(request);
            endpoint.answer(request, response);
        } else if (exempt.matches(request)) {
            chain.doFilter(
                    markedIfWarmUp(request, response, guard.status()), response); // no mode affects it: not counted
        } else {
            admit(request, response, chain, isSafe(request));
        }
    }

    private boolean isSafe(HttpServletRequest request) {
        HandlerRules rules = handlers;
        return (Methods.isSafe(request.getMethod()) || allowedInReadOnly.matches(request) || rules.read(request))
                && !deniedInReadOnly.matches(request)
                && !rules.write(request);
    }

    /** In an order that the drain relies on: the request is counted first, and the status looked at second. */
    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean isSafe)
            throws IOException, ServletException {
        InFlight inFlight = isSafe ? safeRequests : unsafeRequests;
        inFlight.enter();
        HttpServletRequest admitted = null;
        boolean hasThrown = true;
        GuardStatus status;
        Admission admission;
        try {
            status = guard.status();
            admission = status.admission(isSafe);
            admitted = admitted(request, response, status, admission);
            if (admitted != null) {
                chain.doFilter(admitted, admitted == request ? response : responseOf(admitted, response));
            }
            hasThrown = false;
        } finally {
            if (admitted == null || !request.isAsyncStarted()) {
                inFlight.exit();
            } else {
                exitWhenComplete(request, new AsyncExit(inFlight, hasThrown));
            }
        }
        if (admitted == null) {
            guard.refusals().add(admission);
            refuse(request, response, status, admission);
        }
    }

    /** The request to pass on, or null if it is refused. */
    private @Nullable HttpServletRequest admitted(
            HttpServletRequest request, HttpServletResponse response, GuardStatus status, Admission admission) {
        if (admission == Admission.PASS && status.phase() == Phase.SERVING) {
            return request;
        }
        HttpServletRequest marked = markedIfWarmUp(request, response, status);
        if (marked == request && !admission.passes()) {
            return bypass != null && bypass.admits(request, status) ? bypassed(request, response) : null;
        }
        if (admission == Admission.PASS_CLOSING) {
            Http1.closeConnection(request, response);
        }
        return marked;
    }

    /** The request as the application sees it: marked, without the token, and with a response that no cache keeps. */
    private static HttpServletRequest bypassed(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(BYPASS_ATTRIBUTE, true);
        return new WithoutHeader(request, new PrivateResponse(response), Bypass.HEADER);
    }

    private static ServletResponse responseOf(HttpServletRequest admitted, HttpServletResponse response) {
        return admitted instanceof WithoutHeader wrapped ? wrapped.response() : response;
    }

    private HttpServletRequest markedIfWarmUp(
            HttpServletRequest request, HttpServletResponse response, GuardStatus status) {
        return warmUpRequests.isOne(request, status) ? warmUpRequests.marked(request, response) : request;
    }

    private static void exitWhenComplete(HttpServletRequest request, AsyncExit exit) {
        try {
            request.getAsyncContext().addListener(exit);
        } catch (IllegalStateException e) {
            exit.exit(); // completed in this instant
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, GuardStatus status, Admission refusal)
            throws IOException {
        learnAddress(request);
        closed.send(request, response, status, refusal);
    }

    private void learnAddress(HttpServletRequest request) {
        if (address != null) {
            address.learnFrom(request);
        }
    }
}
