// Nodes as discs, squares, triangles, diamonds and stars of equal weight, each with a rim:
// colour is never the only thing that tells two types apart. One WebGL program for all five.
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Shape } from "./data";

const CODE: Record<Shape, number> = { circle: 0, square: 1, triangle: 2, diamond: 3, star: 4 };

/** What the drawing adds to sigma's own attributes. */
export interface Look extends NodeDisplayData {
  shape: Shape;
  rim: string; // colour of the outline
}

// Corners reach out to 1.47 radii; the triangle that is drawn has an inner circle as large as the shape needs.
const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_point;
varying float v_pixel;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float reach = a_shape < 0.5 ? 1.05 : a_shape < 1.5 ? 1.25 : 1.5;
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  vec2 corner = 2.0 * reach * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + corner * radius, 1)).xy, 0, 1);
  v_point = corner;
  v_pixel = u_correctionRatio * 2.0 / radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  v_rim = a_id;
  #else
  v_color = a_color;
  v_rim = a_rim;
  #endif
  v_color.a *= bias;
  v_rim.a *= bias;
}`;

// Signed distances after Inigo Quilez, "2D distance functions".
const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_point;
varying float v_pixel;
varying float v_shape;

float box(vec2 p, float side, float round) {
  vec2 q = abs(p) - side + round;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - round;
}
float triangle(vec2 p, float r) {
  const float k = 1.7320508;
  p.x = abs(p.x) - r;
  p.y = p.y + r / k;
  if (p.x + k * p.y > 0.0) p = vec2(p.x - k * p.y, -k * p.x - p.y) / 2.0;
  p.x -= clamp(p.x, -2.0 * r, 0.0);
  return -length(p) * sign(p.y);
}
float star(vec2 p, float r, float inner) {
  const vec2 k1 = vec2(0.809016994, -0.587785252);
  const vec2 k2 = vec2(-0.809016994, -0.587785252);
  p.x = abs(p.x);
  p -= 2.0 * max(dot(k1, p), 0.0) * k1;
  p -= 2.0 * max(dot(k2, p), 0.0) * k2;
  p.x = abs(p.x);
  p.y -= r;
  vec2 ba = inner * vec2(-k1.y, k1.x) - vec2(0, 1);
  float h = clamp(dot(p, ba) / dot(ba, ba), 0.0, r);
  return length(p - ba * h) * sign(p.y * ba.x - p.x * ba.y);
}
float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return box(p, 0.9, 0.18);
  if (v_shape < 2.5) return triangle(p - vec2(0.0, -0.12), 1.1) - 0.08;
  if (v_shape < 3.5) return box(vec2(p.x + p.y, p.x - p.y) * 0.70710678, 0.92, 0.1);
  return star(p, 1.3, 0.52) - 0.06;
}
void main() {
  float distance = outline(v_point);
  #ifdef PICKING_MODE
  gl_FragColor = distance > 2.0 * v_pixel ? vec4(0.0) : v_color;
  #else
  float rim = 1.6 * v_pixel;
  vec4 fill = mix(v_color, v_rim, smoothstep(-rim - v_pixel, -rim, distance));
  gl_FragColor = mix(fill, vec4(0.0), smoothstep(-v_pixel, 0.0, distance));
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[Math.PI / 2], [(7 * Math.PI) / 6], [(11 * Math.PI) / 6]],
    };
  }

  processVisibleItem(nodeIndex: number, start: number, data: Look): void {
    const { array } = this;
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = CODE[data.shape];
    array[start + 4] = floatColor(data.color);
    array[start + 5] = floatColor(data.rim);
    array[start + 6] = nodeIndex;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}
