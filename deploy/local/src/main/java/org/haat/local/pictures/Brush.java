package org.haat.local.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Strokes and repeats that the motifs are made of, on a canvas of 1000 by 1000 units. */
final class Brush {
    final Graphics2D canvas;
    final Palette palette;
    final Random random;

    Brush(Graphics2D canvas, Palette palette, Random random) {
        this.canvas = canvas;
        this.palette = palette;
        this.random = random;
    }

    void fill(Color colour, Shape shape) {
        canvas.setPaint(colour);
        canvas.fill(shape);
    }

    void line(Color colour, float width, Shape shape) {
        canvas.setPaint(colour);
        canvas.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(shape);
    }

    static Shape box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    static Shape round(double centreX, double centreY, double width, double height) {
        return new Ellipse2D.Double(centreX - width / 2, centreY - height / 2, width, height);
    }

    /** A closed curve through x, y pairs; each third point but one is a control point. */
    static Path2D curve(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i + 3 < points.length; i += 4) {
            path.quadTo(points[i], points[i + 1], points[i + 2], points[i + 3]);
        }
        path.closePath();
        return path;
    }

    /** Fills a shape with a small motif repeated, as a block printer or a weaver repeats it. */
    void repeat(Shape shape, Color ground, Color motif, int step) {
        BufferedImage tile = new BufferedImage(step, step, BufferedImage.TYPE_INT_RGB);
        Graphics2D small = tile.createGraphics();
        small.addRenderingHints(canvas.getRenderingHints());
        small.setPaint(ground);
        small.fillRect(0, 0, step, step);
        small.setPaint(motif);
        small.translate(step / 2.0, step / 2.0);
        int petals = 4 + random.nextInt(3) * 2;
        for (int i = 0; i < petals; i++) {
            small.fill(new Ellipse2D.Double(step * 0.05, -step * 0.06, step * 0.26, step * 0.12));
            small.rotate(2 * Math.PI / petals);
        }
        small.setPaint(palette.light());
        small.fill(round(0, 0, step * 0.12, step * 0.12));
        small.dispose();
        canvas.setPaint(new TexturePaint(tile, new Rectangle2D.Double(0, 0, step, step)));
        canvas.fill(shape);
    }

    /** A woven border: bands with a row of temple points. */
    void border(double x, double y, double width, double height) {
        fill(palette.accent(), box(x, y, width, height));
        fill(palette.dark(), box(x, y, width, height * 0.12));
        fill(palette.dark(), box(x, y + height * 0.88, width, height * 0.12));
        double step = height * 0.6;
        for (double at = x; at + step <= x + width + 1; at += step) {
            Path2D point = new Path2D.Double();
            point.moveTo(at, y + height * 0.84);
            point.lineTo(at + step / 2, y + height * 0.2);
            point.lineTo(at + step, y + height * 0.84);
            point.closePath();
            fill(palette.ground(), point);
        }
    }

    void fringe(double x, double y, double width, double length) {
        for (double at = x + 4; at < x + width; at += 14) {
            Path2D thread = new Path2D.Double();
            thread.moveTo(at, y);
            thread.quadTo(at + random.nextInt(9) - 4, y + length / 2, at + random.nextInt(13) - 6, y + length);
            line(palette.accent(), 4, thread);
        }
    }

    /** Runs {@code work} with the canvas turned and moved, then puts the canvas back. */
    void at(double x, double y, double scale, double turn, Runnable work) {
        AffineTransform before = canvas.getTransform();
        canvas.translate(x, y);
        canvas.rotate(turn);
        canvas.scale(scale, scale);
        work.run();
        canvas.setTransform(before);
    }
}
