package org.haat.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.haat.bench.figure.Length;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Noise;
import org.haat.bench.measure.Report;
import org.haat.local.StartRefused;
import org.haat.local.Terminal;
import org.haat.local.demo.StepFailed;

/**
 * Main class behind {@code ./haat bench}. Ends with 0 when every gate holds, 1 when one does not or nothing could be
 * started, 3 when none failed but something was measured under conditions that prove nothing.
 */
public final class Bench {
    private static final int FAILED = 1;
    private static final Logger ROOT_LOG = Logger.getLogger("");
    private final Terminal terminal = Terminal.ofThisProcess();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new Bench().run(List.of(arguments)));
    }

    private int run(List<String> arguments) {
        try {
            return run(BenchOptions.parse(arguments));
        } catch (StartRefused e) {
            terminal.note(e.sentence());
        } catch (StepFailed e) {
            terminal.note("The bench stopped: " + e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private int run(BenchOptions options) throws InterruptedException {
        Path home =
                Path.of(System.getProperty("haat.home", "")).toAbsolutePath().normalize();
        Instant begun = Instant.now();
        double load = Noise.load();
        Report report = new Report(run(options, load));
        try (Ground ground = new Ground(home, options.data().orElse(home.resolve(".haat-bench")), terminal)) {
            logTo(ground.data().log("bench"));
            Runtime.getRuntime().addShutdownHook(new Thread(ground::close, "stop"));
            terminal.say("Starting everything; the marketplaces are a stub that takes all at once");
            ground.start();
            for (SyncFigures.Step step : SyncFigures.on(ground, options.length())) {
                if (options.wants(step.figure())) {
                    measured(step).ifPresent(report::add);
                }
            }
        }
        terminal.say("");
        terminal.say(report.table());
        terminal.say("Took " + Terminal.seconds(Duration.between(begun, Instant.now())));
        terminal.say(report.json());
        return report.status();
    }

    private static Map<String, Object> run(BenchOptions options, double load) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("at", Instant.now().toString());
        run.put("short", options.length() == Length.SHORT);
        run.put("loadBefore", load);
        run.put("processors", Runtime.getRuntime().availableProcessors());
        run.put("java", Runtime.version().toString());
        return run;
    }

    /** A figure that breaks is void and does not take the others with it. */
    private Optional<Figure> measured(SyncFigures.Step step) throws InterruptedException {
        Instant begun = Instant.now();
        terminal.say(step.figure() + " …");
        Optional<Figure> figure;
        try {
            figure = step.work().call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            ROOT_LOG.log(Level.SEVERE, step.figure() + " broke", e);
            figure = Optional.of(Figure.of(step.figure(), "not measured").voidedFor("it broke: " + e.getMessage()));
        }
        String took = " after " + Terminal.seconds(Duration.between(begun, Instant.now()));
        terminal.say(step.figure()
                + figure.map(each -> took + "\n" + Report.block(each).stripTrailing())
                        .orElse(" prepared" + took));
        return figure;
    }

    /** What libraries have to say goes to a file. */
    private static void logTo(Path file) {
        LogManager.getLogManager().reset();
        try {
            FileHandler handler = new FileHandler(file.toString(), true);
            handler.setFormatter(new SimpleFormatter());
            handler.setLevel(Level.INFO);
            ROOT_LOG.addHandler(handler);
        } catch (IOException e) {
            throw new StartRefused("The log " + file + " cannot be written.", e);
        }
    }
}
