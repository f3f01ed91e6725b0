package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules 13, 15 and 17: what leaves, what is written down, what is counted. */
interface TraceRules extends Bench {
    Path FIXTURES = Path.of("src/test/resources/channel");
    Pattern PRIVATE = Pattern.compile("(?<![\\d.])(?!90000000)[6-9]\\d{9}(?!\\d)"
            + "|[\\w.+-]+@(?!example\\.)[\\w-]+\\.[\\w.]+"
            + "|Atz[ar]\\|[\\w-]{20,}|amzn1\\.oa2-cs\\.\\S{20,}|Bearer [\\w-]{20,}");

    @Test
    @Rule(13)
    default void requestsAreTheGoldenOnes() throws IOException {
        for (Operation operation : operations()) {
            harness().show(account(), "HAAT-1", true, 5);
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            assertThat(Invocation.of(harness(), account(), operation))
                    .as("%s", operation)
                    .isEmpty();

            String sent = harness().requests(operation).get(0).text();

            Path golden = FIXTURES.resolve(harness().folder()).resolve("golden").resolve(operation + ".txt");
            if (Boolean.getBoolean("haat.golden.write")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, sent + "\n");
            }
            assertThat(golden).as("golden request of %s", operation).exists();
            assertThat(sent.strip())
                    .as("%s", golden)
                    .isEqualTo(Files.readString(golden).strip());
        }
    }

    @Test
    @Rule(15)
    default void nothingWrittenDownHoldsASecretOrAPerson() {
        for (Operation operation : operations()) {
            harness().show(account(), "HAAT-1", true, 5);
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            Invocation.of(harness(), account(), operation);
        }

        String written = harness().transcript();

        assertThat(written).isNotBlank();
        assertThat(written).doesNotContain(account().secrets().values());
        assertThat(written).doesNotContain(OrderSeed.BUYER, OrderSeed.PHONE, OrderSeed.EMAIL, OrderSeed.STREET);
    }

    @Test
    @Rule(15)
    default void fixturesHoldNoSecretAndNoPerson() throws IOException {
        if (!Files.isDirectory(FIXTURES)) {
            return;
        }
        try (Stream<Path> files = Files.walk(FIXTURES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PRIVATE.matcher(Files.readString(file)).results().map(hit -> hit.group()))
                        .as("%s", file)
                        .isEmpty();
            }
        }
    }

    @Test
    @Rule(17)
    default void everyCallIsCountedOnceByItsOutcome() {
        boolean refuses = !harness().impossible().containsKey(Fault.UNPROCESSABLE);
        Fault fault = refuses ? Fault.UNPROCESSABLE : Fault.FORBIDDEN;
        for (Operation operation : operations()) {
            harness().show(account(), "HAAT-1", true, 5);
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            Invocation.of(harness(), account(), operation);
            harness().answer(operation, fault);
            Invocation.of(harness(), account(), operation);
            harness().calm();
        }

        long arrived = Arrays.stream(Operation.values())
                .mapToLong(operation -> harness().requests(operation).size())
                .sum();
        long counted =
                harness().counted().values().stream().mapToLong(Long::longValue).sum();

        assertThat(counted).isEqualTo(arrived + harness().otherCalls());
        assertThat(harness().counted().get(refuses ? "REJECTED" : "FORBIDDEN"))
                .isEqualTo(operations().size());
    }

    private List<Operation> operations() {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.in(harness().channel()))
                .toList();
    }
}
