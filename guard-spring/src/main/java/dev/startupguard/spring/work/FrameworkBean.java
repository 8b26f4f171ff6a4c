package dev.startupguard.spring.work;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Puts the guard's subclass in the place of an infrastructure bean of Spring's. One that is the application's own, or the guard's
 * already as after AOT processing, is left alone.
 */
final class FrameworkBean<T> implements BeanDefinitionRegistryPostProcessor {

    private final String name;
    private final Class<T> original;
    private final Class<? extends T> replacement;

    FrameworkBean(String name, Class<T> original, Class<? extends T> replacement) {
        this.name = name;
        this.original = original;
        this.replacement = replacement;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (registry.containsBeanDefinition(name)
                && registry instanceof ListableBeanFactory beans
                && beans.getType(name, false) == original) {
            RootBeanDefinition definition = new RootBeanDefinition(replacement);
            // Said here, since AOT processing makes post-processors of beans before any that
            // looks for their constructor.
            definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
            definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
            registry.removeBeanDefinition(name);
            registry.registerBeanDefinition(name, definition);
        }
    }
}
