package dev.startupguard.spring.actuate;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * The endpoint by HTTP: 400 says what was expected, 409 what somebody else has left, and the actor is who is logged in, never who
 * the sender says to be.
 */
@EndpointWebExtension(endpoint = MaintenanceEndpoint.class)
@RegisterReflectionForBinding({ModeDescriptor.class, ProblemDescriptor.class})
final class MaintenanceWebExtension {

    private final MaintenanceEndpoint endpoint;

    MaintenanceWebExtension(MaintenanceEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @WriteOperation
    WebEndpointResponse<?> setMaintenance(
            SecurityContext security,
            @Nullable String mode,
            @Nullable String reason,
            @Nullable String until,
            @Nullable Long epoch) {
        Principal principal = security.getPrincipal();
        String actor = principal == null ? null : principal.getName();
        try {
            ModeChange change = ModeChange.of(
                    mode, reason, actor, until, epoch, endpoint.clock().instant());
            return state(change.apply(endpoint.modeSwitch()));
        } catch (IllegalArgumentException e) {
            return badRequest(e);
        }
    }

    @DeleteOperation
    WebEndpointResponse<?> endMaintenance(@Nullable Long epoch) {
        try {
            return state(endpoint.end(ModeChange.checked(epoch)));
        } catch (IllegalArgumentException e) {
            return badRequest(e);
        }
    }

    private WebEndpointResponse<ModeDescriptor> state(boolean isMade) {
        return new WebEndpointResponse<>(endpoint.maintenance(), isMade ? 200 : 409);
    }

    private static WebEndpointResponse<ProblemDescriptor> badRequest(IllegalArgumentException refusal) {
        return new WebEndpointResponse<>(
                new ProblemDescriptor("Bad Request", 400, String.valueOf(refusal.getMessage())), 400);
    }
}
