package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingPathsTest {

    /** As sent, and as dispatched by a servlet's path and what follows it. */
    @ParameterizedTest
    @CsvSource({
        "/logout, /logout,, true",
        "/logout/, /logout/,, true",
        "/LogOut, /LogOut,, true",
        "/logout/x, /logout/x,, false",
        "/logoutx, /logoutx,, false",
        "/x/logout, /x/logout,, false",
        "/list, /list,, true",
        "/list/7/leave, /list/7/leave,, true",
        "/list/7/leave, /list, /7/leave, true",
        "/list/7/leave, '', /list/7/leave, true",
        "/lists, /lists,, false",
        "/api/leave, /api, /leave, true",
        "/api/leaves, /api, /leaves, false",
        "/, /index.html,, true",
        "/, /home.html,, false",
        "/old, /logout,, true",
        "/old, /api, /leave, true",
        "/old, /api, /stay, false",
        "/caf%C3%A9, /caf\u00e9,, true",
        "/x;logout, /x,, true",
        "//x, /x,, true",
        "/./x, /x,, true",
        "/%78, /x,, true",
    })
    void matchesWhateverCouldBeAListedPath(
            String sent, String servletPath, @Nullable String pathInfo, boolean expected) {
        WritingPaths paths = new WritingPaths(
                GuardKey.MAINTENANCE_READ_ONLY_DENY, List.of("/logout", "/list/*", "/api/leave", "/index.html"));
        assertThat(paths.matches(WritingRequest.of("GET", "/ctx", sent, servletPath, pathInfo)))
                .isEqualTo(expected);
    }

    @Test
    void theRootIsAPathAndAStarAloneIsEverything() {
        assertThat(of("/").matches(WritingRequest.of("GET", "", "/", "", "/"))).isTrue();
        assertThat(of("/").matches(WritingRequest.of("GET", "", "/x", "/x", null)))
                .isFalse();
        assertThat(of("/*").matches(WritingRequest.of("GET", "", "/x", "/x", null)))
                .isTrue();
        assertThat(of("/*").matches(WritingRequest.of("GET", "", "/", "/", null)))
                .isTrue();
    }

    @Test
    void aStarElsewhereIsRefused() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> of("/list/*/leave"))
                .withMessageStartingWith("guard.maintenance.read-only.deny has '/list/*/leave'; expected a path");
    }

    private static WritingPaths of(String pattern) {
        return new WritingPaths(GuardKey.MAINTENANCE_READ_ONLY_DENY, List.of(pattern));
    }
}
