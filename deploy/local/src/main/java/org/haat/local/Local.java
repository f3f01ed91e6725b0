package org.haat.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.haat.local.demo.Demo;
import org.haat.local.demo.SampleCatalogue;
import org.haat.local.identity.Person;
import org.haat.local.pictures.PictureFolder;
import org.haat.local.service.HaatService;

/** Main class behind {@code ./haat demo} and {@code ./haat up}. */
public final class Local {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final Logger ROOT_LOG = Logger.getLogger("");
    private final Terminal terminal = Terminal.ofThisProcess();
    private final CountDownLatch told = new CountDownLatch(1);

    private Local() {}

    public static void main(String[] arguments) {
        System.exit(new Local().run(List.of(arguments)));
    }

    private int run(List<String> arguments) {
        try {
            return run(Options.parse(arguments));
        } catch (StartRefused e) {
            terminal.note(e.sentence());
            return FAILED;
        } catch (UncheckedIOException | CompletionException e) {
            ROOT_LOG.log(Level.SEVERE, "Stopped", e);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            terminal.note("Haat stopped, because a file could not be read or written (" + cause.getMessage() + ").");
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int run(Options options) throws InterruptedException {
        Path home =
                Path.of(System.getProperty("haat.home", "")).toAbsolutePath().normalize();
        Path folder = options.data().orElse(home.resolve(".haat"));
        try (DataFolder data = DataFolder.take(folder, options.data().isEmpty())) {
            Instant begun = Instant.now();
            data.logToFile();
            terminal.say("Starting Haat in " + data.root() + ", the marketplaces' delays "
                    + options.pace().words());
            LocalHaat haat = new LocalHaat(options, data, home, terminal, HaatService.ALL);
            SampleCatalogue sample = new SampleCatalogue(home, options.skus());
            Thread stop = new Thread(() -> stopped(haat), "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            try (haat) {
                CompletableFuture<Void> pictures =
                        options.demo() ? draw(haat, sample) : CompletableFuture.completedFuture(null);
                haat.start();
                if (told.getCount() == 0) {
                    return FAILED;
                }
                Duration start = Duration.between(begun, Instant.now());
                terminal.say("The console answers at " + haat.origin() + " after " + Terminal.seconds(start));
                pictures.join();
                boolean ok = !options.demo() || new Demo(options, haat, sample, terminal, start).run();
                data.shortage().ifPresent(terminal::note);
                return finish(options, haat, ok);
            }
        }
    }

    private static CompletableFuture<Void> draw(LocalHaat haat, SampleCatalogue sample) {
        return CompletableFuture.runAsync(() -> new PictureFolder(Demo.pictures(haat)).draw(sample.pictures()));
    }

    private int finish(Options options, LocalHaat haat, boolean ok) throws InterruptedException {
        if (!options.once()) {
            showLogins(haat);
            told.await();
        }
        return ok ? OK : FAILED;
    }

    private void showLogins(LocalHaat haat) {
        terminal.note("");
        terminal.note("Console: " + haat.origin() + "/   (Ctrl-C stops everything)");
        terminal.note("Sign in as one of these people; no password is needed:");
        for (Person person : Person.demo()) {
            terminal.note(String.format("  %-8s %-14s %s", person.id(), person.name(), person.job()));
        }
        terminal.note("Programs get a token with: curl -d grant_type=client_credentials -d client_id=anita"
                + " -d client_secret=" + haat.identity().clientSecret() + " "
                + haat.identity().issuer() + "/token");
    }

    private void stopped(LocalHaat haat) {
        told.countDown();
        haat.close();
    }
}
