package org.haat.channelsync.console;

import java.util.List;
import org.haat.channelsync.overview.PerMinute;
import org.jspecify.annotations.Nullable;

/**
 * The last hour's calls as bars, one a minute, drawn here so that the page needs no script for it.
 *
 * @param bars path of all calls; @param told path of those answered "too many", drawn over them
 * @param grantedAt height of the line of what is granted, null where none is stated or it lies far above
 */
record CallChart(
        PerMinute figures,
        String bars,
        String told,
        @Nullable Double grantedAt) {
    static final int HEIGHT = 40;
    private static final int STEP = 4;
    private static final int BAR = 3;
    /** A quota so many times above the highest bar would make all bars vanish. */
    private static final int FAR = 4;

    static @Nullable CallChart of(@Nullable PerMinute figures) {
        if (figures == null || figures.most() == 0) {
            return null;
        }
        double granted = grantedNear(figures);
        double top = Math.max(figures.most(), granted);
        Double line = granted > 0 ? Math.round((HEIGHT - granted / top * HEIGHT) * 10) / 10.0 : null;
        return new CallChart(figures, path(figures.calls(), top), path(figures.throttled(), top), line);
    }

    /** What is granted a minute, as a person reads it: tenths only where they tell something. */
    public double granted() {
        double granted = figures.granted() == null ? 0 : figures.granted();
        return granted < 100 ? Math.round(granted * 10) / 10.0 : Math.round(granted);
    }

    /** What is granted a minute; 0 where nothing is stated or it lies far above what is used. */
    private static double grantedNear(PerMinute figures) {
        Double granted = figures.granted();
        return granted == null || granted > FAR * figures.most() ? 0 : granted;
    }

    private static String path(List<Long> minutes, double top) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < minutes.size(); i++) {
            if (minutes.get(i) > 0) {
                long height = Math.max(1, Math.round(minutes.get(i) / top * HEIGHT));
                path.append('M')
                        .append(i * STEP)
                        .append(' ')
                        .append(HEIGHT)
                        .append('v')
                        .append(-height);
                path.append('h').append(BAR).append('v').append(height).append('z');
            }
        }
        return path.toString();
    }
}
