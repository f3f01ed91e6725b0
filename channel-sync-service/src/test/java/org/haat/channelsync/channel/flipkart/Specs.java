package org.haat.channelsync.channel.flipkart;

import java.nio.file.Path;

/** Published material that lies beside the project and is not part of it. */
final class Specs {
    static final Path FOLDER = Path.of("..", "..", "shared", "specs", "flipkart");

    private Specs() {}
}
