package org.haat.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Sample;
import org.haat.local.service.HaatService;

/** B19: what each service holds of memory when it has nothing to do, after work with few listings and with many. */
public final class IdleMemory {
    private static final double GATE_MEGABYTES = 220;
    private static final double AIM_MEGABYTES = 150;
    private static final double GATE_GROWTH = 1.3;
    private static final double AIM_GROWTH = 1.1;
    private final Ground ground;
    private final Length length;
    private Map<String, Double> few = Map.of();

    public IdleMemory(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
    }

    public void measureFew() throws IOException, InterruptedException {
        few = idle();
    }

    public Figure measureMany() throws IOException, InterruptedException {
        Map<String, Double> many = idle();
        String channels = HaatService.CHANNELS.name();
        double growth = many.getOrDefault(channels, Double.NaN) / few.getOrDefault(channels, Double.NaN);
        double most = Sample.of(many.values()).most();
        Figure figure = Figure.of(
                        "B19", "memory of each service at rest, and of channel sync with many listings ÷ with few")
                .measured(inWords(many) + String.format(Locale.ROOT, "; growth %.2f", growth))
                .floor("with about 1,000 listings: " + inWords(few))
                .value("growth", growth)
                .ratio(Sample.of(growth))
                .gate("each at most 220 MB", most <= GATE_MEGABYTES)
                .gate("growth at most 1.3", growth <= GATE_GROWTH)
                .aim("150 MB, 1.1", most <= AIM_MEGABYTES && growth <= AIM_GROWTH);
        many.forEach((service, megabytes) -> figure.value(service + "Megabytes", megabytes));
        return figure;
    }

    private static String inWords(Map<String, Double> megabytes) {
        return String.join(
                ", ",
                megabytes.entrySet().stream()
                        .map(each -> String.format(Locale.ROOT, "%s %.0f MB", each.getKey(), each.getValue()))
                        .toList());
    }

    /** After so long at rest every program was told once to collect, as ./haat up does. */
    private Map<String, Double> idle() throws IOException, InterruptedException {
        Await.pause(length == Length.FULL ? Duration.ofMinutes(2) : Duration.ofSeconds(30));
        Map<String, Double> megabytes = new LinkedHashMap<>();
        for (HaatService service : HaatService.ALL) {
            megabytes.put(
                    service.name(), resident(ground.haat().part(service.name()).pid()));
        }
        return megabytes;
    }

    private static double resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IOException("The system does not tell how large process " + pid + " is");
    }
}
