package org.haat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void secondHaatOnTheSameFolderIsRefusedInOneSentence() {
        try (DataFolder first = DataFolder.take(folder, false)) {
            assertThat(first.logs()).isDirectory();
            assertThatThrownBy(() -> DataFolder.take(folder, false))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageStartingWith("Another Haat is running on " + folder);
        }
        DataFolder.take(folder, false).close();
    }

    @Test
    void folderBegunAnewHasNothingOfTheRunBefore() throws Exception {
        Files.createDirectories(folder.resolve("postgres/base"));
        Files.writeString(folder.resolve("postgres/base/1"), "old");

        DataFolder.take(folder, true).close();

        assertThat(folder.resolve("postgres")).doesNotExist();
    }

    @Test
    void secretsAreKeptAndOnlyTheirOwnerReadsThem() throws Exception {
        String password = Secrets.in(folder).password("postgres.catalog");
        String keys = Secrets.in(folder).vaultKeys();

        assertThat(Secrets.in(folder).password("postgres.catalog"))
                .isEqualTo(password)
                .hasSize(32);
        assertThat(Secrets.in(folder).password("postgres.orders")).isNotEqualTo(password);
        assertThat(keys).matches("local-1:[A-Za-z0-9+/]{43}=");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void busyPortThatWasAskedForIsRefusedInOneSentence() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.in(folder).gateway(OptionalInt.of(busy.getLocalPort())))
                    .isInstanceOf(StartRefused.class)
                    .hasMessage("Port " + busy.getLocalPort()
                            + " is in use by another program; stop that one, or choose another with --port.");
        }
    }

    @Test
    void partKeepsItsPortWhileItIsFree() throws Exception {
        int first = Ports.in(folder).port("kafka");
        assertThat(Ports.in(folder).port("kafka")).isEqualTo(first);

        try (ServerSocket busy = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.in(folder).port("kafka")).isNotEqualTo(busy.getLocalPort());
        }
    }

    @Test
    void portsFileOfGarbageIsNoHindrance() throws Exception {
        Files.writeString(folder.resolve("ports.properties"), "kafka=abc\ngateway=999999\n");

        assertThat(Ports.in(folder).port("kafka")).isPositive();
    }

    @Test
    void portsAreNoneThatTheSystemLendsToOtherProgramsMeanwhile() {
        Ports ports = Ports.in(folder);

        for (int i = 0; i < 50; i++) {
            assertThat(ports.port("part-" + i)).isBetween(20_000, 32_767);
        }
    }

    @Test
    void fileInPlaceOfTheFolderIsRefusedInOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.take(file, false))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("The folder " + file + " cannot be written");
    }

    @Test
    void linkToAFolderOnAnotherDiskStaysALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Files.writeString(real.resolve("old"), "old");

        try (DataFolder data = DataFolder.take(link, true)) {
            assertThat(data.root()).isEqualTo(real.toRealPath());
        }

        assertThat(link).isSymbolicLink();
        assertThat(real.resolve("old")).doesNotExist();
    }
}
