package org.haat.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of child JVMs: the same JDK that runs this program, with flags for small processes. */
public final class JavaProgram {
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "-Djava.awt.headless=true");

    private JavaProgram() {}

    /** A main class of this program's own class path. */
    public static List<String> ofThisClassPath(List<String> flags, Class<?> main, String... arguments) {
        return ofClassPath(flags, System.getProperty("java.class.path"), main.getName(), arguments);
    }

    public static List<String> ofClassPath(List<String> flags, String classPath, String main, String... arguments) {
        List<String> command = java(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    public static List<String> ofJar(List<String> flags, Path jar, String... arguments) {
        List<String> command = java(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(flags);
        return command;
    }
}
