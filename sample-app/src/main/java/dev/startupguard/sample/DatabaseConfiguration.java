package dev.startupguard.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells Hibernate which database it talks to. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    DatabaseKind databaseKind(@Value("${spring.datasource.url}") String url) {
        return DatabaseKind.ofUrl(url);
    }

    @Bean
    HibernatePropertiesCustomizer knownDatabase(DatabaseKind kind) {
        return properties -> properties.putAll(kind.hibernateProperties());
    }
}
