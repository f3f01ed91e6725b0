package org.haat.local.process;

import java.util.List;

/**
 * What a collection of the whole heap leaves free of it. A program at work needs room, else the next collection comes soon; one
 * at rest needs hardly any, and what it has stays resident.
 *
 * @param least percent, to which a heap with less grows
 * @param most percent, to which a heap with more shrinks
 */
public record HeapRoom(int least, int most) {
    /** The JVM's own, where a program names none. */
    public static final HeapRoom USUAL = new HeapRoom(40, 70);

    private static final HeapRoom AT_REST = new HeapRoom(3, 5);

    /** Flags of a JVM that keeps this room. */
    public List<String> flags() {
        return List.of("-XX:MinHeapFreeRatio=" + least, "-XX:MaxHeapFreeRatio=" + most);
    }

    /** Orders to a JVM with this room, as jcmd takes them: collects down to what a rest needs, and has its room again for work. */
    List<String> toCollect() {
        return List.of(
                "VM.set_flag MinHeapFreeRatio " + AT_REST.least,
                "VM.set_flag MaxHeapFreeRatio " + AT_REST.most,
                "GC.run",
                "VM.set_flag MaxHeapFreeRatio " + most,
                "VM.set_flag MinHeapFreeRatio " + least);
    }
}
