package io.github.audibleabssync.routes;

import io.github.audibleabssync.camel.RouteFiles;

import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Tries routes without running them: they are built and warmed up in an engine of their own, with beans of the same kind over
 * no state at all. Nothing that begins a route is started, so no timer wakes up, no port is listened on and nobody is asked.
 */
public final class RouteTrial {

    private static final Logger LOG = LoggerFactory.getLogger(RouteTrial.class);

    private final BeanSource beans;
    private final Map<String, String> properties;

    /**
     * A trial.
     *
     * @param beans what the routes call
     * @param properties what placeholders in the routes mean
     */
    public RouteTrial(BeanSource beans, Map<String, String> properties) {
        this.beans = beans;
        this.properties = Map.copyOf(properties);
    }

    /** What is wrong with the routes: each with file and line, and without a final stop; nothing when they can be run. */
    public List<String> problems(RouteTexts texts) {
        try (DefaultCamelContext context = new DefaultCamelContext();
                AutoCloseable _ = beans.bind(NoStore.make(), context.getRegistry()::bind)) {
            prepare(context);
            List<String> problems = load(texts, context);
            if (problems.isEmpty()) {
                problems.addAll(RouteFiles.problems(context));
                problems.addAll(UncheckedByCamel.beforeStart(context));
            }
            if (problems.isEmpty()) {
                problems.addAll(warmUp(texts, context));
            }
            return problems;
        } catch (Exception unexpected) {
            LOG.debug("Why the routes cannot be tried", unexpected);
            return List.of(StartFailure.describe(texts, null, unexpected));
        }
    }

    private void prepare(DefaultCamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        extension.setName("routes-on-trial");
        context.setAutoStartup(false);
        context.setSourceLocationEnabled(true);
        context.getShutdownStrategy().setTimeout(1);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        Properties values = new Properties();
        values.putAll(properties);
        if (context.getPropertiesComponent() instanceof PropertiesComponent component) {
            component.setEnvironmentVariableMode(
                    PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        }
        context.getPropertiesComponent().setOverrideProperties(values);
    }

    /** One file after the other, so that all that cannot be read is said at once. */
    private static List<String> load(RouteTexts texts, DefaultCamelContext context) {
        List<String> problems = new ArrayList<>();
        Map<RoutesBuilder, String> builders = new LinkedHashMap<>();
        for (Resource file : texts.resources()) {
            String name = file.getLocation().replaceFirst("^file:", "");
            attempt(
                    name,
                    texts,
                    problems,
                    () -> {
                        for (RoutesBuilder builder :
                                PluginHelper.getRoutesLoader(context)
                                        .findRoutesBuilders(List.of(file))) {
                            builders.put(builder, name);
                            if (builder instanceof RouteConfigurationsBuilder configurations) {
                                configurations.addRouteConfigurationsToCamelContext(context);
                            }
                        }
                    });
        }
        Map<String, List<String>> places = new TreeMap<>();
        builders.forEach(
                (builder, name) ->
                        attempt(
                                name,
                                texts,
                                problems,
                                () -> {
                                    builder.addRoutesToCamelContext(context);
                                    builder.addTemplatedRoutesToCamelContext(context);
                                    ids(builder)
                                            .forEach(
                                                    id ->
                                                            places.computeIfAbsent(
                                                                            id,
                                                                            _ -> new ArrayList<>())
                                                                    .add(name));
                                }));
        places.forEach(
                (id, names) -> {
                    if (names.size() > 1) {
                        problems.add(RouteWords.SAME_ID.with(id, String.join(" and ", names)));
                    }
                });
        return problems;
    }

    private static List<String> ids(RoutesBuilder builder) {
        return builder instanceof RouteBuilder routes
                ? routes.getRouteCollection().getRoutes().stream()
                        .map(RouteDefinition::getRouteId)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(String file, RouteTexts texts, List<String> problems, Step step) {
        try {
            step.run();
        } catch (Exception unreadable) {
            LOG.debug("A route file cannot be loaded", unreadable);
            String what = StartFailure.describe(texts, null, unreadable);
            problems.add(what.contains(file) ? what : file + ": " + what);
        }
    }

    private static List<String> warmUp(RouteTexts texts, DefaultCamelContext context) {
        try {
            context.start();
            return UncheckedByCamel.afterStart(context);
        } catch (Exception failure) {
            LOG.debug("The routes cannot be started", failure);
            return List.of(StartFailure.describe(texts, context, failure));
        }
    }
}
