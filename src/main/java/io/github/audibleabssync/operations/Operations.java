package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.AudibleAccount;
import io.github.audibleabssync.camel.Backups;
import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.camel.Credentials;
import io.github.audibleabssync.camel.FirstLook;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.core.Watchlist;
import io.github.audibleabssync.operations.CycleReporter.HeartbeatFile;
import io.github.audibleabssync.operations.setup.SetUpPage;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.state.StateStore;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

import org.apache.camel.component.micrometer.MicrometerConstants;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The beans of {@code 70-report-cycle} and {@code 80-operate}, and what health, metrics and the HTTP server need. */
public final class Operations {

    private final Map<String, Object> named = new LinkedHashMap<>();

    /**
     * What is reported on.
     *
     * @param books both libraries
     * @param watchlist which books are asked when
     * @param account the Audible session
     * @param credentials whether both sides let us in
     * @param audible the link to Audible
     * @param audibleSignIn the link to Audible's sign-in
     * @param audiobookshelf the link to Audiobookshelf
     * @param firstLook what was found before the first write
     * @param backups the daily copies of the state
     * @param requiredRoutes the ids of the routes that have to run
     */
    public record Subject(
            Books books,
            Watchlist watchlist,
            AudibleAccount account,
            Credentials credentials,
            ServiceLink audible,
            ServiceLink audibleSignIn,
            ServiceLink audiobookshelf,
            FirstLook firstLook,
            Backups backups,
            Collection<String> requiredRoutes) {}

    /**
     * Wires the beans.
     *
     * @param settings checked before
     * @param subject what is reported on
     * @param store open
     * @param metrics in a registry of {@link OperationsConfig#meterRegistry}
     * @param version of this program
     * @param clock ours; the process counts as started now
     */
    public Operations(
            Settings settings,
            Subject subject,
            StateStore store,
            SyncMetrics metrics,
            String version,
            Clock clock) {
        Duration interval = settings.sync().interval();
        CycleHistory history = new CycleHistory();
        DryRunPlan plan = new DryRunPlan();
        Freshness freshness = new Freshness(history, interval, clock);
        RequiredRoutes routes = new RequiredRoutes(subject.requiredRoutes());
        StoreProbe probe = new StoreProbe(store, clock);
        HeartbeatFile heartbeat =
                new HeartbeatFile(
                        settings.daemon().statePath(),
                        interval,
                        () ->
                                Stream.of(
                                                freshness.problem(),
                                                audibleProblem(subject),
                                                audiobookshelfProblem(subject),
                                                probe.problem())
                                        .allMatch(Optional::isEmpty));
        SetUpPage setUp =
                new SetUpPage(
                        settings,
                        subject.credentials(),
                        subject.account(),
                        List.of(subject.audible(), subject.audibleSignIn()),
                        subject.audiobookshelf(),
                        clock);
        List<ServiceLink> links = List.of(subject.audible(), subject.audiobookshelf());
        named.put(
                "reporter",
                new CycleReporter(subject.books(), links, metrics, history, plan, heartbeat, clock)
                        .andThen(settings.httpServer().enabled() ? setUp::look : () -> {}));
        metrics.showBackups(subject.backups());
        named.put("statusPage", new StatusPage(settings, subject, history, plan, version, clock));
        named.put(
                "operatorDesk",
                new OperatorDesk(
                        new Inquiry(subject.books(), store, settings.sync().policy(), clock),
                        store,
                        clock));
        check("sync-freshness", () -> freshness.problem());
        check("audible-credentials", () -> audibleProblem(subject));
        check("audiobookshelf-credentials", () -> audiobookshelfProblem(subject));
        check("state-store", () -> probe.problem());
        check("required-routes", routes::problem);
        if (settings.httpServer().enabled()) {
            named.put(MicrometerConstants.METRICS_REGISTRY_NAME, metrics.registry());
            named.put(
                    "guardedHttpServer",
                    new GuardedHttpServerFactory(
                            new HttpGuard(settings.httpServer()), setUp, routes::watch));
            named.put("vertxOptions", smallVertx());
        }
    }

    private void check(String id, Supplier<Optional<String>> problem) {
        named.put(id, new ProblemCheck(id, problem));
    }

    static Optional<String> audiobookshelfProblem(Subject subject) {
        return subject.credentials().setUpProblem().or(() -> subject.audiobookshelf().rejection());
    }

    static Optional<String> audibleProblem(Subject subject) {
        return subject.account()
                .problem()
                .or(() -> subject.audible().rejection())
                .or(() -> subject.audibleSignIn().rejection());
    }

    /** Few threads for few callers, and no folder for files that are never served: the root may be read-only. */
    private static VertxOptions smallVertx() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    /** Hands every bean to a registry, under the name that routes and Camel know it by. */
    public void bind(BiConsumer<String, Object> registry) {
        named.forEach(registry);
    }
}
