package dev.startupguard.spring;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Refuses a Spring Boot older than 4.0 before any bean is made. Most of the guard is there on 3.5 too, but whatever Spring Boot 4
 * has moved to another package is passed over as missing, in silence: what is blocked, and how the server's port is told.
 */
final class SpringBootRequirement implements ImportBeanDefinitionRegistrar {

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        refuseOlderThan4(SpringBootVersion.getVersion());
    }

    /** @throws UnsupportedSpringBootException if the version is older */
    static void refuseOlderThan4(String version) {
        String major = version.substring(0, Math.max(version.indexOf('.'), 0));
        if (!major.isEmpty() && major.chars().allMatch(Character::isDigit) && Integer.parseInt(major) < 4) {
            throw new UnsupportedSpringBootException(version);
        }
    }
}
