// SPDX-License-Identifier: Apache-2.0
// The map of the page: the land, the chance of one hour over it, charging sites, and the place that was chosen.
import Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import ScaleLine from "ol/control/ScaleLine.js";
import { Point } from "ol/geom.js";
import { defaults as default_interactions } from "ol/interaction/defaults.js";
import type TileLayer from "ol/layer/Tile.js";
import VectorLayer from "ol/layer/Vector.js";
import Projection from "ol/proj/Projection.js";
import VectorSource from "ol/source/Vector.js";
import { Circle, Fill, Stroke, Style } from "ol/style.js";
import { has_file, read_table } from "../data/files";
import type { Layer, Plan, Plans } from "../data/contract";
import { buurt_names, far_layer, near_layers } from "../map/base";
import { calm } from "../map/calm";
import { raster_layer, type CellTiles, type DrawnCells } from "../map/raster_layer";
import { vector_layer } from "../map/vector_layer";
import type { Cells, Cog, Level } from "../raster/cog";
import { Classes } from "../raster/colour";
import type { ChanceCells } from "./cells";
import { nodata, type Day, type Facts } from "./contract";

const close_up = 1.2; // metres a pixel
const most_stations = 5000; // beyond it their table is too much for a phone

/// The cells of the hour that is asked for.
class HourCells implements DrawnCells {
  readonly classes: Classes;
  readonly cog: Promise<Cog>;

  constructor(private readonly cells: ChanceCells, facts: Facts, public day: Day, public hour: number, private readonly failed: (error: unknown) => void) {
    this.classes = new Classes({ nodata, style: facts.style } as Layer);
    this.cog = cells.hour(day, hour);
  }

  /// All hours have the same tiles. One that cannot be read is empty: else the map would keep that of another hour.
  async tile(_: Cog, level: Level, col: number, row: number): Promise<Cells | null> {
    try {
      const cog = await this.cells.hour(this.day, this.hour);
      const same = cog.levels.find((one) => one.scale === level.scale);
      return same ? await cog.tile(same, col, row) : null;
    } catch (error) {
      this.failed(error);
      return null;
    }
  }
}

export class ChanceMap {
  readonly map: OlMap;
  private readonly projection: Projection;
  private readonly shown: HourCells;
  private layer: TileLayer<CellTiles> | null = null;
  private readonly chosen = new Feature<Point>();

  constructor(target: HTMLElement, private readonly plan: Plan, private readonly base: NonNullable<Plans["base"]>, cells: ChanceCells, private readonly facts: Facts, day: Day, hour: number, failed: (error: unknown) => void) {
    const { epsg, left, top, cols, rows, cell_m } = plan.grid;
    const whole: [number, number, number, number] = [left, top - rows * cell_m, left + cols * cell_m, top];
    this.projection = new Projection({ code: `EPSG:${epsg}`, units: "m", extent: whole });
    this.shown = new HourCells(cells, facts, day, hour, failed);
    const pin = new Style({ image: new Circle({ radius: 8, fill: new Fill({ color: "#1b2430" }), stroke: new Stroke({ color: "#fff", width: 3 }) }) });
    const place = new VectorLayer({ source: new VectorSource({ features: [this.chosen] }), style: pin, className: "ol-layer chosen" });
    place.setZIndex(950);
    this.map = new OlMap({
      target,
      controls: [new ScaleLine({ minWidth: 70, className: "scale" })],
      interactions: default_interactions({ altShiftDragRotate: false, pinchRotate: false, keyboard: false }),
      layers: [place],
      view: new View({ projection: this.projection, center: [(plan.extent[0] + plan.extent[2]) / 2, (plan.extent[1] + plan.extent[3]) / 2], resolution: 5, minResolution: 0.2, maxResolution: Math.max(whole[2] - whole[0], whole[3] - whole[1]) / 250, extent: whole, constrainOnlyCenter: true, smoothExtentConstraint: false, enableRotation: false, showFullExtent: true }),
    });
    this.home(true);
    void this.fill().catch(failed);
    void this.fill_base().catch(failed);
  }

  get view(): View {
    return this.map.getView();
  }

  home(quick = false): void {
    this.map.updateSize();
    this.view.fit(this.plan.extent, { padding: [16, 16, 16, 16], duration: quick || calm() ? 0 : 300 });
  }

  choose(x: number, y: number, move: boolean): void {
    this.chosen.setGeometry(new Point([x, y]));
    if (move) this.view.animate({ center: [x, y], resolution: Math.min(close_up, this.view.getResolution() ?? close_up), duration: calm() ? 0 : 350 });
  }

  show(day: Day, hour: number): void {
    if (this.shown.day === day && this.shown.hour === hour) return;
    this.shown.day = day;
    this.shown.hour = hour;
    this.layer?.getSource()?.draw_anew();
  }

  private async fill(): Promise<void> {
    this.layer = await raster_layer(this.shown, this.projection, "side-a");
    this.layer.setOpacity(0.7);
    this.layer.setZIndex(100);
    this.map.addLayer(this.layer);
    await this.add_stations();
  }

  private async fill_base(): Promise<void> {
    const near = near_layers(this.base);
    near.filter((layer) => layer.getZIndex() === undefined).forEach((layer) => layer.setZIndex(1));
    near.forEach((layer) => this.map.addLayer(layer));
    const far = await far_layer(this.base, this.projection, near.length > 0);
    if (far) this.map.getLayers().insertAt(0, far);
    if (this.base.buurten) this.map.addLayer(buurt_names(await read_table(this.base.buurten)));
  }

  private async add_stations(): Promise<void> {
    const layer = this.plan.layers.find((one) => one.id === "stations");
    const path = `${this.plan.id}/${layer?.file}`;
    if (!layer || this.facts.stations > most_stations || !has_file(path)) return;
    const table = await read_table(path);
    const access = table.columns.indexOf("access");
    const open = table.rows.map((row) => row[access] === "public");
    const open_table = { ...table, rows: table.rows.filter((_, i) => open[i]), shapes: table.shapes?.filter((_, i) => open[i]) };
    const stations = vector_layer(layer, open_table, "side-a", () => []);
    stations.setZIndex(300);
    this.map.addLayer(stations);
  }
}
