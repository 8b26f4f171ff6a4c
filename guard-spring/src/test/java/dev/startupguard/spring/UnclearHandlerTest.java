package dev.startupguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Handlers that only read, of which the guard cannot be sure. */
class UnclearHandlerTest {

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    GuardOffAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class));

    static Stream<Arguments> unclear() {
        return Stream.of(
                Arguments.of(
                        new Class<?>[] {Search.class, RouterFunctionBean.class},
                        "Search#find only reads, but .*RouterFunctionMapping is asked for a handler before"),
                Arguments.of(
                        new Class<?>[] {Search.class, HiddenMethods.class},
                        "Search#find only reads by POST, but a HiddenHttpMethodFilter"),
                Arguments.of(
                        new Class<?>[] {Search.class, RegisteredHiddenMethods.class},
                        "Search#find only reads by POST, but a HiddenHttpMethodFilter"),
                Arguments.of(
                        new Class<?>[] {Search.class, SecondMapping.class},
                        "Search#find only reads, and has the path '/search', but .*Later#save writes and has '/\\{all}'"),
                Arguments.of(new Class<?>[] {ByHeader.class}, "ByHeader#find only reads, and is mapped by a header"),
                Arguments.of(
                        new Class<?>[] {ByExpression.class},
                        "ByExpression#find only reads, and has the path '/people/\\{id:\\[0-9]\\+}'"),
                Arguments.of(
                        new Class<?>[] {ByMediaType.class},
                        "ByMediaType#find only reads, and has the path '/people', but .*ByMediaType#save writes"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void endTheStartByName(Class<?>[] beans, String message) {
        application
                .withUserConfiguration(beans)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(UnclearHandlerException.class)
                        .hasMessageMatching("(?s).*\\$" + message + ".*"));
        application
                .withUserConfiguration(beans)
                .withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theSameIsNoMatterWhereNothingLetsARequestPass() {
        application
                .withUserConfiguration(
                        RouterFunctionBean.class, HiddenMethods.class, SecondMapping.class, ReadingGets.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @RestController
    static class Search {

        @Writes(false)
        @PostMapping("/search")
        String find() {
            return "found";
        }
    }

    @Writes(false)
    @RestController
    static class ReadingGets {

        @GetMapping(path = "/people/{id:[0-9]+}", headers = "X-A=b")
        String show(@PathVariable String id) {
            return id;
        }
    }

    @RestController
    static class ByHeader {

        @Writes(false)
        @PostMapping(path = "/people", headers = "X-A=b")
        String find() {
            return "found";
        }
    }

    @RestController
    static class ByExpression {

        @Writes(false)
        @PostMapping("/people/{id:[0-9]+}")
        String find(@PathVariable String id) {
            return id;
        }
    }

    @RestController
    static class ByMediaType {

        @Writes(false)
        @PostMapping(path = "/people", consumes = "text/plain")
        String find() {
            return "found";
        }

        @PostMapping(path = "/people", consumes = "application/json")
        String save() {
            return "saved";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RouterFunctionBean {

        @Bean
        RouterFunction<ServerResponse> functions() {
            return RouterFunctions.route()
                    .POST("/search", request -> ServerResponse.ok().build())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenMethods {

        @Bean
        HiddenHttpMethodFilter hiddenMethods() {
            return new HiddenHttpMethodFilter();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RegisteredHiddenMethods {

        @Bean
        FilterRegistrationBean<HiddenHttpMethodFilter> hiddenMethods() {
            return new FilterRegistrationBean<>(new HiddenHttpMethodFilter());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondMapping {

        @Bean
        RequestMappingHandlerMapping secondMapping() throws NoSuchMethodException {
            RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping() {
                @Override
                protected boolean isHandler(Class<?> beanType) {
                    return false;
                }
            };
            Method save = Later.class.getDeclaredMethod("save");
            mapping.registerMapping(
                    RequestMappingInfo.paths("/{all}")
                            .methods(RequestMethod.POST)
                            .options(mapping.getBuilderConfiguration())
                            .build(),
                    new Later(),
                    save);
            return mapping;
        }
    }

    static class Later {

        String save() {
            return "saved";
        }
    }
}
