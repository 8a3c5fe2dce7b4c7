/**
 * The bundle: what a trained detector is on disk, written, checked, loaded and opened. Its rooms,
 * from the lowest: {@code manifest}, {@code graph}, {@code runtime}, {@code cut}; above them this
 * one, then {@code foreign}, {@code media} and {@code work}.
 *
 * <p>The only room that uses ONNX Runtime at scoring time. Everything a bundle says is checked
 * before it judges a window. May import {@code event}, {@code window}, {@code diffusion}, {@code
 * onnx}, {@code detect}, {@code alert}, Jackson and ONNX Runtime.
 */
package io.stillwater.model;
