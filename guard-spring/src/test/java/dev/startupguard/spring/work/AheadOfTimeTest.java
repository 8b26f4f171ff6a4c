package dev.startupguard.spring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.spring.GuardAutoConfiguration;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.scheduling.annotation.EnableScheduling;

class AheadOfTimeTest {

    @Test
    void theBeansThatTakeThePlaceOfSpringsOwnAreGenerated() throws IOException {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(Everything.class, GuardAutoConfiguration.class, WorkAutoConfiguration.class);
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("test", "Application")), files);

        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();

        assertThat(RuntimeHintsPredicates.reflection()
                        .onMethodInvocation(AbstractMessageListenerContainer.class, "getAdviceChain"))
                .accepts(generation.getRuntimeHints());
        StringBuilder sources = new StringBuilder();
        for (var each : files.getGeneratedFiles(Kind.SOURCE).keySet()) {
            sources.append(files.getGeneratedFileContent(Kind.SOURCE, each));
        }
        assertThat(sources)
                .contains(
                        "new GatedScheduling(",
                        "new GatedKafkaRegistry(",
                        "new GatedRabbitRegistry(",
                        "new GatedJmsRegistry(");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableKafka
    @EnableRabbit
    @EnableJms
    static class Everything {}
}
