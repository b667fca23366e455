package io.github.audibleabssync.routes;

import org.apache.camel.LineNumberAware;
import org.apache.camel.Route;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.reifier.errorhandler.ErrorHandlerReifier;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Mistakes that Camel finds when a message comes by, or never: with them a daemon would start, and then not do what it
 * should.
 */
final class UncheckedByCamel {

    private final ModelCamelContext context;
    private final List<String> problems = new ArrayList<>();

    private UncheckedByCamel(ModelCamelContext context) {
        this.context = context;
    }

    /** To be asked before the routes are warmed up. */
    static List<String> beforeStart(ModelCamelContext context) {
        UncheckedByCamel look = new UncheckedByCamel(context);
        look.configurations();
        look.redeliveries();
        return look.problems;
    }

    /** To be asked when the routes are warmed up. */
    static List<String> afterStart(ModelCamelContext context) throws Exception {
        UncheckedByCamel look = new UncheckedByCamel(context);
        look.timers();
        look.beans();
        return look.problems;
    }

    private void configurations() {
        Set<String> known =
                context.getRouteConfigurationDefinitions().stream()
                        .map(RouteConfigurationDefinition::getId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        for (RouteDefinition route : context.getRouteDefinitions()) {
            String wanted = route.getRouteConfigurationId();
            if (wanted == null) {
                continue;
            }
            Arrays.stream(wanted.split(",", -1))
                    .map(String::strip)
                    .filter(id -> !id.contains("*") && !known.contains(id))
                    .forEach(
                            id ->
                                    problems.add(
                                            RouteWords.NO_CONFIGURATION.with(
                                                    where(route.getInput()),
                                                    route.getRouteId(),
                                                    id)));
        }
    }

    /** What is no time counts as none, and then the timer wakes up once. */
    private void timers() {
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof TimerEndpoint timer
                    && timer.getPeriod() <= 0
                    && timer.getRepeatCount() == 0) {
                problems.add(
                        RouteWords.NO_PERIOD.with(
                                where(context.getRouteDefinition(route.getRouteId()).getInput()),
                                route.getRouteId()));
            }
        }
    }

    private void beans() throws Exception {
        for (RouteDefinition route : context.getRouteDefinitions()) {
            for (ToDefinition step :
                    ProcessorDefinitionHelper.filterTypeInOutputs(
                            route.getOutputs(), ToDefinition.class)) {
                bean(step.getUri(), step);
            }
        }
        for (RestDefinition rest : context.getRestDefinitions()) {
            for (VerbDefinition verb : rest.getVerbs()) {
                // A rest that is not switched off is among the routes already.
                if (verb.getTo() != null && context.getRouteDefinition(verb.getId()) == null) {
                    bean(verb.getTo().getUri(), verb);
                }
            }
        }
    }

    private void bean(@Nullable String uri, LineNumberAware step) throws Exception {
        if (uri == null || !uri.startsWith("bean:")) {
            return;
        }
        String name = StringHelper.before(uri + "?", "?").substring("bean:".length());
        Object bean = context.getRegistry().lookupByName(name);
        if (bean == null) {
            problems.add(RouteWords.NO_BEAN.with(where(step), uri, name));
            return;
        }
        Object method = URISupport.parseQuery(URISupport.extractQuery(uri)).get("method");
        if (method != null && !has(bean, StringHelper.before(method + "(", "("))) {
            problems.add(RouteWords.NO_METHOD.with(where(step), uri, name, method));
        }
    }

    private static boolean has(Object bean, String method) {
        return Arrays.stream(bean.getClass().getMethods())
                .anyMatch(known -> known.getName().equals(method));
    }

    private void redeliveries() {
        for (RouteConfigurationDefinition configuration :
                context.getRouteConfigurationDefinitions()) {
            for (OnExceptionDefinition rule : configuration.getOnExceptions()) {
                redelivery(rule.getRedeliveryPolicyType(), rule);
            }
        }
    }

    private void redelivery(@Nullable RedeliveryPolicyDefinition policy, LineNumberAware rule) {
        if (policy == null) {
            return;
        }
        try {
            Object _ = ErrorHandlerReifier.createRedeliveryPolicy(policy, context, null);
        } catch (RuntimeException unreadable) {
            problems.add(
                    RouteWords.BAD_REDELIVERY.with(
                            where(rule), String.valueOf(unreadable.getMessage())));
        }
    }

    private static String where(LineNumberAware step) {
        return step.getLocation() == null
                ? "In one of the files"
                : "%s, line %d"
                        .formatted(
                                step.getLocation().replaceFirst("^file:", ""),
                                step.getLineNumber());
    }
}
