package org.haat.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.haat.local.DataFolder;
import org.haat.local.Secrets;
import org.haat.local.StartRefused;
import org.haat.local.process.ChildPart;
import org.haat.local.process.ChildProcess;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;

/** A PostgreSQL server with the databases of the services, kept in the data folder. */
public final class Postgres {
    /** One database for each service; its lesser role has the same name, its owner the name with {@code _owner}. */
    public static final List<String> DATABASES = List.of("catalog", "orders", "sync");

    private static final String ROOT_REFUSED =
            "PostgreSQL does not run as root, and this machine (a container, perhaps) lets root make no user name space"
                    + " for it: run ./haat as another user.";

    private static final String SUPERUSER = "postgres";
    /** Small for a laptop, but as durable as a real one: fsync and synchronous_commit stay on. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "96MB"),
            Map.entry("work_mem", "4MB"),
            Map.entry("maintenance_work_mem", "32MB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("min_wal_size", "64MB"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("wal_level", "minimal"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("autovacuum_naptime", "20s"));

    private final DataFolder data;
    private final Secrets secrets;
    private final int port;
    private final Map<String, String> settings = new HashMap<>(SETTINGS);
    private final Part part;

    public Postgres(DataFolder data, Secrets secrets, int port, Orphans orphans) {
        this(data, secrets, port, orphans, Map.of());
    }

    /** @param others settings beside the usual ones, or instead of them */
    public Postgres(DataFolder data, Secrets secrets, int port, Orphans orphans, Map<String, String> others) {
        settings.putAll(others);
        this.data = data;
        this.secrets = secrets;
        this.port = port;
        part = new ChildPart(
                "PostgreSQL", this::command, this::isReady, this::accepts, Duration.ofSeconds(20), orphans);
    }

    public Part part() {
        return part;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String passwordOf(String role) {
        return secrets.password("postgres." + role);
    }

    /** Connects as the superuser, who sees every agency's rows: for the auditor only. */
    public Connection auditor(String database) throws SQLException {
        return connect(database);
    }

    private ChildProcess.Command command() {
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        Path cluster = data.root().resolve("postgres");
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            initialise(binaries, cluster);
        }
        requireSameVersion(cluster);
        new FormerServer(cluster).leave();
        List<String> arguments = unprivileged(binaries.program("postgres"));
        arguments.addAll(List.of("-D", cluster.toString(), "-p", String.valueOf(port)));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return new ChildProcess.Command(arguments, Map.of(), data.log("postgresql"));
    }

    private void requireSameVersion(Path cluster) {
        String version;
        try {
            version = Files.readString(cluster.resolve("PG_VERSION")).trim();
        } catch (IOException e) {
            throw new StartRefused("The folder " + cluster + " cannot be read (" + e + ").", e);
        }
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new StartRefused("The folder " + data.root() + " was made by another version of Haat (PostgreSQL "
                    + version + ", this one has " + PostgresBinaries.MAJOR_VERSION
                    + "): start that version on it, or give this one another folder with --data.");
        }
    }

    private void initialise(PostgresBinaries binaries, Path cluster) {
        try {
            Path password = Files.createTempFile(data.root(), "initdb", null);
            Files.writeString(password, passwordOf(SUPERUSER));
            Path log = data.log("initdb");
            List<String> arguments = unprivileged(binaries.program("initdb"));
            arguments.addAll(List.of(
                    "-D",
                    cluster.toString(),
                    "-U",
                    SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + password,
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-sync",
                    "--no-instructions"));
            Process process = new ProcessBuilder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            Files.delete(password);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartRefused("PostgreSQL could not make its data folder; its log says why: " + log + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start of PostgreSQL was interrupted.", e);
        }
    }

    /** PostgreSQL refuses to run as root, so root runs it in a user name space in which it is nobody. */
    private static List<String> unprivileged(Path program) {
        List<String> arguments = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            requireUserNameSpace();
            arguments.addAll(List.of("unshare", "-U"));
        }
        arguments.add(program.toString());
        return arguments;
    }

    private static void requireUserNameSpace() {
        try {
            Process probe = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return;
            }
            probe.destroyForcibly();
        } catch (IOException e) {
            throw new StartRefused(ROOT_REFUSED, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StartRefused(ROOT_REFUSED);
    }

    private boolean isReady() {
        try (Connection connection = connect("postgres")) {
            for (String database : DATABASES) {
                provide(connection, database);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean accepts() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", passwordOf(SUPERUSER));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "haat-local");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private void provide(Connection connection, String database) throws SQLException {
        if (exists(connection, database)) {
            return;
        }
        String owner = database + "_owner";
        try (Statement statement = connection.createStatement()) {
            makeRole(statement, connection, owner);
            makeRole(statement, connection, database);
            statement.execute("CREATE DATABASE " + database + " OWNER " + owner);
            statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + database);
        }
    }

    private void makeRole(Statement statement, Connection connection, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, role);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    statement.execute("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '"
                            + passwordOf(role) + "'");
                }
            }
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }
}
