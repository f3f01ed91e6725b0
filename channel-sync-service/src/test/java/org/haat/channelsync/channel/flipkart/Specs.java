package org.haat.channelsync.channel.flipkart;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Published material that lies beside the project and is not part of it. */
final class Specs {
    static final Path FOLDER = Path.of("..", "..", "shared", "specs", "flipkart");

    private Specs() {}

    /** The file, or the test is skipped with one line. */
    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        Assumptions.assumeTrue(Files.isReadable(file), () -> "Skipped: no ../shared/specs/flipkart/" + name);
        return file;
    }
}
