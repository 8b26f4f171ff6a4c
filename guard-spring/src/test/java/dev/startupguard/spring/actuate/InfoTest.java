package dev.startupguard.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.GuardVersion;
import dev.startupguard.spring.LaunchedApplication;
import dev.startupguard.test.TestDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class InfoTest {

    @Test
    void itNamesTheBuildTheInstanceAndTheSchemasThatItGoesWith() {
        try (LaunchedApplication application = LaunchedApplication.open(
                List.of(Database.class),
                "management.endpoints.web.exposure.include=info",
                "guard.schema.locations=classpath:migrations",
                "guard.schema.min=1",
                "guard.schema.max=3.5",
                "guard.deployment=green",
                "guard.role=worker",
                "guard.instance-id=green-1",
                "spring.jpa.hibernate.ddl-auto=none")) {
            assertThat(JsonParserFactory.getJsonParser()
                            .parseMap(application.get("/actuator/info").body()))
                    .containsEntry(
                            "guard",
                            Map.of(
                                    "version", GuardVersion.current(),
                                    "deployment", "green",
                                    "role", "worker",
                                    "instance", "green-1",
                                    "schema", Map.of("version", "2", "min", "1", "max", "3.5")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Database {

        @Bean
        DataSource dataSource() {
            return TestDatabase.H2.create().dataSource();
        }
    }
}
