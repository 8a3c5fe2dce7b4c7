/**
 * Images of surfaces that no camera took: a woven cloth, a turned metal face, and what goes wrong
 * with them, pixel by pixel known.
 *
 * <p>A room of its own because it draws pictures and knows no stream. A {@link
 * io.stillwater.source.surface.Relief} is drawn by the material, hurt by the {@link
 * io.stillwater.source.surface.Flaw}, and seen by the camera. Imports the JDK and the noise of
 * {@code source}.
 */
package io.stillwater.source.surface;
