package dev.startupguard.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(properties = {GuestBook.MIGRATIONS, "guard.maintenance.mode=on"})
class WebMvcSliceTest {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private MockMvcTester mvc;

    @Test
    void noFilterOfTheGuardIsInTheWayOfTheControllers() {
        assertThat(mvc.get().uri("/greeting")).hasStatusOk().hasBodyTextEqualTo("Hello");
        assertThat(mvc.get().uri("/guard/ready")).hasStatus(404);
    }

    @Test
    void thereIsNoGuard() {
        assertThat(context.getBeanNamesForType(StartupGuard.class)).isEmpty();
    }
}
