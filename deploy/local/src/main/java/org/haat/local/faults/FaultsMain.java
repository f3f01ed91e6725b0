package org.haat.local.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.haat.local.DataFolder;
import org.haat.local.LocalHaat;
import org.haat.local.Options;
import org.haat.local.Pace;
import org.haat.local.StartRefused;
import org.haat.local.Terminal;
import org.haat.local.demo.Demo;
import org.haat.local.demo.SampleCatalogue;
import org.haat.local.pictures.PictureFolder;
import org.haat.local.service.HaatService;

/** Main class behind {@code ./haat faults}. */
public final class FaultsMain {
    private static final int PRODUCTS = 50;

    private FaultsMain() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofThisProcess();
        try {
            System.exit(run(terminal, Fault.chosen(Drill.faults(), List.of(arguments))));
        } catch (StartRefused e) {
            terminal.note(e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(Drill.FAILED);
    }

    private static int run(Terminal terminal, List<Fault> faults) throws InterruptedException {
        Path home =
                Path.of(System.getProperty("haat.home", "")).toAbsolutePath().normalize();
        Options options = new Options(true, true, PRODUCTS, 0, Optional.empty(), Pace.FAST, OptionalInt.empty());
        SampleCatalogue sample = new SampleCatalogue(home, PRODUCTS);
        Instant begun = Instant.now();
        try (DataFolder data = DataFolder.take(home.resolve("target").resolve("haat-faults"), true)) {
            data.logToFile();
            LocalHaat haat = new LocalHaat(options, data, home, terminal, HaatService.ALL);
            Runtime.getRuntime().addShutdownHook(new Thread(haat::close, "stop"));
            try (haat) {
                terminal.say("Starting Haat in " + data.root() + " to break it");
                haat.start();
                new PictureFolder(Demo.pictures(haat)).draw(sample.pictures());
                Duration start = Duration.between(begun, Instant.now());
                return new Drill(haat, new Demo(options, haat, sample, terminal, start), terminal).run(faults);
            }
        }
    }
}
