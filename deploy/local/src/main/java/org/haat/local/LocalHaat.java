package org.haat.local;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.haat.local.broker.Kafka;
import org.haat.local.database.Postgres;
import org.haat.local.gateway.Gateway;
import org.haat.local.identity.IdentityProvider;
import org.haat.local.identity.Person;
import org.haat.local.process.HeapRoom;
import org.haat.local.process.IdleMemory;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;
import org.haat.local.process.Supervisor;
import org.haat.local.service.HaatService;
import org.haat.local.service.Sandbox;
import org.jspecify.annotations.Nullable;

/** All parts of one running Haat, wired to each other. */
public final class LocalHaat implements AutoCloseable {
    /** As {@code ./haat} starts this program. */
    private static final HeapRoom OWN_ROOM = new HeapRoom(10, 20);

    private final DataFolder data;
    private final Path home;
    private final Pace pace;
    private final Secrets secrets;
    private final Ports ports;
    private final Orphans orphans = new Orphans();
    private final Supervisor supervisor;
    private final Gateway gateway;
    private final IdentityProvider identity;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Sandbox sandbox;
    private final List<HaatService> which;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<HaatService, Map<String, String>> told = new ConcurrentHashMap<>();
    private volatile @Nullable IdleMemory idle;

    /**
     * @param home the source tree, in which the programs were built
     * @param which services to run
     */
    public LocalHaat(Options options, DataFolder data, Path home, Terminal terminal, List<HaatService> which) {
        this(options, data, home, terminal, which, Map.of());
    }

    /** @param databaseSettings of PostgreSQL beside the usual ones, or instead of them */
    public LocalHaat(
            Options options,
            DataFolder data,
            Path home,
            Terminal terminal,
            List<HaatService> which,
            Map<String, String> databaseSettings) {
        this.which = which;
        this.data = data;
        this.home = home;
        this.pace = options.pace();
        secrets = Secrets.in(data.root());
        ports = Ports.in(data.root());
        supervisor = new Supervisor(terminal, part -> data.log(part.name().toLowerCase(Locale.ROOT)));
        gateway = new Gateway(ports.gateway(options.port()));
        identity = new IdentityProvider(gateway.origin(), Person.demo(), secrets, Clock.systemUTC());
        postgres = new Postgres(data, secrets, ports.port("postgres"), orphans, databaseSettings);
        kafka = new Kafka(data, ports.port("kafka"), ports.port("kafka-controller"), orphans);
        sandbox = new Sandbox(ports.port("sandbox"), ports.port("sandbox-queues"));
    }

    /** Returns when every part is ready. */
    public void start() throws InterruptedException {
        List<Part> services = services();
        gateway.route(IdentityProvider.PATH, identity);
        gateway.route("/sandbox", "sandbox", sandbox.port());
        gateway.start();
        List<Part> foundations = List.of(postgres.part(), kafka.part(), sandbox.part(home, pace, data, orphans));
        Stream.concat(foundations.stream(), services.stream()).forEach(part -> parts.put(part.name(), part));
        supervisor.start(foundations);
        supervisor.start(services);
        idle = watchMemory(services);
    }

    private IdleMemory watchMemory(List<Part> services) {
        List<IdleMemory.Program> programs = new ArrayList<>();
        services.forEach(service -> programs.add(new IdleMemory.Program(service::pid, HaatService.ROOM)));
        programs.add(new IdleMemory.Program(kafka.part()::pid, HeapRoom.USUAL));
        programs.add(new IdleMemory.Program(ProcessHandle.current()::pid, OWN_ROOM));
        IdleMemory memory = new IdleMemory(programs);
        memory.start();
        return memory;
    }

    private List<Part> services() {
        List<Part> services = new ArrayList<>();
        for (HaatService service : which) {
            HaatService.Address address =
                    new HaatService.Address(ports.port(service.folder()), ports.port(service.folder() + "-management"));
            gateway.route(service.path(), service.name(), address.httpPort());
            Map<String, String> environment = told(service);
            environment(service, address).forEach(environment::putIfAbsent);
            services.add(service.part(home, address, environment, data.log(service.name()), orphans));
        }
        return services;
    }

    /** What a service is told otherwise at its next start. */
    public void tell(HaatService service, Map<String, String> variables) {
        told(service).putAll(variables);
    }

    private Map<String, String> told(HaatService service) {
        return told.computeIfAbsent(service, each -> new ConcurrentHashMap<>());
    }

    private Map<String, String> environment(HaatService service, HaatService.Address address) {
        return Map.ofEntries(
                Map.entry("HAAT_DB_URL", postgres.jdbcUrl(service.database())),
                Map.entry("HAAT_DB_USER", service.database()),
                Map.entry("HAAT_DB_PASSWORD", postgres.passwordOf(service.database())),
                Map.entry("HAAT_DB_OWNER", service.database() + "_owner"),
                Map.entry("HAAT_DB_OWNER_PASSWORD", postgres.passwordOf(service.database() + "_owner")),
                Map.entry("HAAT_KAFKA", kafka.bootstrapServers()),
                Map.entry("HAAT_ISSUER", identity.issuer()),
                Map.entry("HAAT_ORIGIN", gateway.origin()),
                Map.entry("HAAT_VAULT_KEYS", secrets.vaultKeys()),
                Map.entry("HAAT_CONSOLE_SECRET", secrets.password(IdentityProvider.CONSOLE_SECRET)),
                Map.entry("HAAT_HTTP_PORT", String.valueOf(address.httpPort())),
                Map.entry("HAAT_MANAGEMENT_PORT", String.valueOf(address.managementPort())),
                Map.entry("HAAT_AMAZON_URL", sandbox.url() + "/amazon"),
                Map.entry("HAAT_AMAZON_LWA_URL", sandbox.url() + "/amazon/auth/o2/token"),
                Map.entry("HAAT_AMAZON_CONSENT_URL", sandbox.url() + "/amazon"),
                Map.entry("HAAT_AMAZON_QUEUES", sandbox.queueOrigin()),
                Map.entry("HAAT_FLIPKART_URL", sandbox.url() + "/flipkart"),
                Map.entry("HAAT_TIME_SCALE", pace.factor()));
    }

    /** A running part by its name ({@code catalogue}, {@code Kafka}). */
    public Part part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    /** Leaves a part as it is, dead or frozen, until it is released. */
    public void hold(Part part) {
        supervisor.hold(part);
    }

    public void release(Part part) {
        supervisor.release(part);
    }

    /** A second process of a service, not started, behind no gateway and watched by nobody: whoever asked for it stops it. */
    public Part replica(HaatService service) {
        String name = service.folder() + "-replica";
        HaatService.Address address = new HaatService.Address(ports.port(name), ports.port(name + "-management"));
        return service.part(home, address, environment(service, address), data.log(name), orphans);
    }

    public Gateway gateway() {
        return gateway;
    }

    public Kafka kafka() {
        return kafka;
    }

    public String origin() {
        return gateway.origin();
    }

    public IdentityProvider identity() {
        return identity;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public DataFolder data() {
        return data;
    }

    public Path home() {
        return home;
    }

    /** Stops everything in order. May be called while it starts, and more than once. */
    @Override
    public synchronized void close() {
        IdleMemory memory = idle;
        if (memory != null) {
            memory.close();
        }
        supervisor.close();
        gateway.close();
        orphans.close();
    }
}
