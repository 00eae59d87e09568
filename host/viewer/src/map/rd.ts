// SPDX-License-Identifier: Apache-2.0
// RD New (EPSG:28992) to degrees of WGS 84, by the polynomials of Schreutelkamp and Strang van Hees (2001): within 0.25 m
// in the Netherlands, which is what a reader's phone needs to find a parking space.

const x0 = 155000;
const y0 = 463000;
const latitude0 = 52.1551744;
const longitude0 = 5.38720621;

/// [power of x, power of y, seconds of arc]
const latitude_terms = [
  [0, 1, 3235.65389], [2, 0, -32.58297], [0, 2, -0.2475], [2, 1, -0.84978], [0, 3, -0.0655], [2, 2, -0.01709],
  [1, 0, -0.00738], [4, 0, 0.0053], [2, 3, -0.00039], [4, 1, 0.00033], [1, 1, -0.00012],
];
const longitude_terms = [
  [1, 0, 5260.52916], [1, 1, 105.94684], [1, 2, 2.45656], [3, 0, -0.81885], [1, 3, 0.05594], [3, 1, -0.05607],
  [0, 1, 0.01199], [3, 2, -0.00256], [1, 4, 0.00128], [0, 2, 0.00022], [2, 0, -0.00022], [5, 0, 0.00026],
];

function sum(terms: number[][], x: number, y: number): number {
  return terms.reduce((total, [p, q, seconds]) => total + seconds * x ** p * y ** q, 0);
}

/// RD New of degrees: the same polynomials, the other way round by approaching it.
export function rd_of_degrees(longitude: number, latitude: number): [number, number] {
  let [x, y] = [x0, y0];
  for (let i = 0; i < 6; ++i) {
    const [lon, lat] = degrees_of_rd(x, y);
    x += ((longitude - lon) * 3600 * 1e5) / longitude_terms[0][2];
    y += ((latitude - lat) * 3600 * 1e5) / latitude_terms[0][2];
  }
  return [x, y];
}

/// Longitude and latitude in degrees.
export function degrees_of_rd(x_m: number, y_m: number): [number, number] {
  const x = (x_m - x0) * 1e-5;
  const y = (y_m - y0) * 1e-5;
  return [longitude0 + sum(longitude_terms, x, y) / 3600, latitude0 + sum(latitude_terms, x, y) / 3600];
}
