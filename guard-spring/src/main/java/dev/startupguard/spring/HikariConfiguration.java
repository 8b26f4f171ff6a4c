package dev.startupguard.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.startupguard.GuardConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Lets HikariCP wait for a database that is down while the application starts. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HikariDataSource.class)
class HikariConfiguration {

    @Bean
    static PatientHikari guardPatientHikari(
            ObjectProvider<GuardConfiguration> guardConfiguration, Environment environment) {
        return new PatientHikari(guardConfiguration, environment);
    }
}
