package io.github.audibleabssync;

import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.camel.Beans;
import io.github.audibleabssync.camel.Pause;
import io.github.audibleabssync.camel.RouteFiles;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.camel.SessionSetting;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.operations.Operations;
import io.github.audibleabssync.operations.OperationsConfig;
import io.github.audibleabssync.operations.ProblemCheck;
import io.github.audibleabssync.operations.SyncMetrics;
import io.github.audibleabssync.routes.RouteTexts;
import io.github.audibleabssync.routes.RouteTrial;
import io.github.audibleabssync.routes.RouteWatch;
import io.github.audibleabssync.routes.StartFailure;
import io.github.audibleabssync.settings.HttpServerSettings;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** The daemon: Camel with the YAML routes, their beans and the open state. */
public final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    /** Requests that hang when the daemon is told to stop get this long; it has to be out within 8 s. */
    private static final int SHUTDOWN_SECONDS = 5;

    private final Settings settings;
    private final Map<String, String> environment;
    private final Clock clock;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile Optional<Main> running = Optional.empty();

    /** A daemon that is not running yet. */
    public Daemon(Settings settings, Map<String, String> environment, Clock clock) {
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Looks at what can be wrong before the state is opened: the folder of the routes, and the Audible session when nobody
     * could see on a health page that it is missing.
     *
     * @throws RoutesProblem if there are no routes, or the HTTP server's port is taken
     * @throws SessionFileProblem if the session is missing or damaged, or its password wrong, and the HTTP server is off
     */
    public void check() {
        RouteFiles.list(settings.daemon().routesPath());
        if (settings.httpServer().enabled()) {
            checkPort(settings.httpServer());
        } else {
            new SessionSetting(settings.audible()).read();
        }
    }

    /** Camel only logs that it cannot listen, and goes on. */
    private static void checkPort(HttpServerSettings http) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException taken) {
            throw new RoutesProblem(
                    "HTTP_SERVER_HOST '%s' and HTTP_SERVER_PORT %d cannot be listened on (%s). Stop what listens there, or choose another port; nothing was started."
                            .formatted(http.host(), http.port(), taken.getMessage()),
                    taken);
        }
    }

    /**
     * Runs until {@link #stop()}, and has stopped in good order when it returns. No signal is listened to.
     *
     * @param state open; closed by the caller
     * @throws RoutesProblem if the routes cannot be run
     */
    public void run(StateFile state) {
        Main main = main(state);
        running = Optional.of(main);
        if (told.getCount() == 0) {
            return;
        }
        try {
            main.run();
        } catch (Exception failure) {
            LOG.debug("Camel did not start", failure);
            RuntimeException explained =
                    StartFailure.explain(
                            RouteTexts.read(settings.daemon().routesPath()),
                            main.getCamelContext(),
                            failure);
            main.stop();
            throw explained;
        }
    }

    /** Tells a running daemon to stop; returns at once. One that was not yet run will not run. */
    public void stop() {
        told.countDown();
        running.ifPresent(Main::completed);
    }

    private Main main(StateFile state) {
        return main(state.store(), new Pause(clock));
    }

    /** Camel, ready to be started, with a state and waits of one's own: for tests. */
    public Main main(StateStore store, Pause pause) {
        Path routes = RouteFiles.pattern(settings.daemon().routesPath());
        RouteFiles.list(routes);
        Main main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.configure()
                .withName("audible-abs-sync")
                .withRoutesIncludePattern("file:" + routes.toAbsolutePath())
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownNowOnTimeout(true)
                .withShutdownSuppressLoggingOnTimeout(true)
                .withShutdownLogInflightExchangesOnTimeout(false)
                .withAutoConfigurationLogSummary(false)
                .withDumpRoutes("false");
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        settings.asProperties().forEach(main::addOverrideProperty);
        OperationsConfig.properties(settings).forEach(main::addOverrideProperty);
        Beans beans = bind(store, pause, main::bind);
        if (settings.daemon().routesReload()) {
            RouteWatch watch = new RouteWatch(routes, routeTrial(), beans.cycles());
            main.bind("route-files", new ProblemCheck("route-files", watch::problem));
            main.addMainListener(new Watching(watch));
        }
        main.addMainListener(new StartAndStop(settings, beans));
        return main;
    }

    private Beans bind(StateStore store, Pause pause, BiConsumer<String, Object> registry) {
        SyncMetrics metrics = new SyncMetrics(OperationsConfig.meterRegistry(settings));
        Beans beans = new Beans(settings, environment, store, metrics, clock, pause);
        beans.bind(registry);
        new Operations(
                        settings,
                        new Operations.Subject(
                                beans.books(),
                                beans.watchlist(),
                                beans.account(),
                                beans.credentials(),
                                beans.link(Side.AUDIBLE),
                                beans.signIn(),
                                beans.link(Side.AUDIOBOOKSHELF),
                                beans.firstLook(),
                                beans.backups(),
                                RouteFiles.requiredRoutes()),
                        store,
                        metrics,
                        Version.current(),
                        clock)
                .bind(registry);
        return beans;
    }

    /** Tries routes with the beans that they would call, over no state; nobody is asked. */
    public RouteTrial routeTrial() {
        return new RouteTrial(
                (store, registry) -> bind(store, new Pause(clock), registry),
                settings.asProperties());
    }

    private static final class Watching extends MainListenerSupport {
        private final RouteWatch watch;

        private Watching(RouteWatch watch) {
            this.watch = watch;
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            main.getCamelContext().addRoutePolicyFactory(watch.doors());
            main.getCamelContext().addLifecycleStrategy(watch);
        }
    }

    private static final class StartAndStop extends MainListenerSupport {
        private final Settings settings;
        private final Beans beans;

        private StartAndStop(Settings settings, Beans beans) {
            this.settings = settings;
            this.beans = beans;
        }

        /** The settings are read already: a variable of the process must not win over them. */
        @Override
        public void beforeConfigure(BaseMainSupport main) {
            if (main.getCamelContext().getPropertiesComponent()
                    instanceof PropertiesComponent properties) {
                properties.setEnvironmentVariableMode(
                        PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
            }
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            CamelContext context = main.getCamelContext();
            context.addLifecycleStrategy(beans.pause());
            context.addLifecycleStrategy(new HangUp());
            RouteFiles.check((ModelCamelContext) context);
            LOG.debug("Routes loaded");
        }

        @Override
        public void afterStart(BaseMainSupport main) {
            OptionalInt port = OperationsConfig.findPort(main.getCamelContext());
            LOG.info(
                    "audible-abs-sync {} started: {} and Audible, every {} s{}{}",
                    Version.current(),
                    settings.missing().isEmpty()
                            ? settings.audiobookshelf().baseUrl()
                            : "Audiobookshelf, not set up yet,",
                    settings.sync().interval().toSeconds(),
                    settings.sync().dryRun() ? ", dry run" : "",
                    port.isPresent() ? "; /status and /healthz on port " + port.getAsInt() : "");
        }

        @Override
        public void afterStop(BaseMainSupport main) {
            beans.close();
            LOG.info("Stopped in good order");
        }
    }
}
