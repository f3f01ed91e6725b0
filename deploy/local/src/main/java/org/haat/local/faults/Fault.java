package org.haat.local.faults;

/**
 * One thing that goes wrong.
 *
 * @param id its number in the fault matrix ({@code F11})
 * @param what happens, in a few words
 * @param strike does it, watches what must hold meanwhile, and mends it
 */
record Fault(String id, String what, Strike strike) {
    /** Returns what shows that the fault really bit. Throws {@link org.haat.local.demo.StepFailed} when a promise is broken. */
    @FunctionalInterface
    interface Strike {
        String on(Scene scene) throws Exception;
    }
}
