package dev.startupguard.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.StartupGuard;
import dev.startupguard.maintenance.MaintenanceMode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The whole application on mock servlets and a database in memory, which Flyway may migrate. */
@SpringBootTest(properties = {GuestBook.MIGRATIONS, "spring.datasource.url=jdbc:h2:mem:mock-environment"})
@AutoConfigureMockMvc
class MockEnvironmentTest {

    @Autowired
    private StartupGuard guard;

    @Autowired
    private MockMvcTester mvc;

    @Test
    void theFirstRequestOfATestIsAnswered() {
        assertThat(mvc.get().uri("/greeting")).hasStatusOk().hasBodyTextEqualTo("Hello");
    }

    @Test
    void theFilterWorksOnMockServletsToo() {
        assertThat(mvc.get().uri("/guard/ready")).hasStatusOk();
        guard.maintenance().set(MaintenanceMode.ON, null, "test", null);
        try {
            assertThat(mvc.get().uri("/greeting")).hasStatus(503);
        } finally {
            guard.maintenance().end();
        }
    }
}
