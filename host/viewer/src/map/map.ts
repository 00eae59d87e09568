// SPDX-License-Identifier: Apache-2.0
// The map: base, layers of the plan, places; and of a second plan at the right of the swipe.
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import Projection from "ol/proj/Projection.js";
import LayerGroup from "ol/layer/Group.js";
import type BaseLayer from "ol/layer/Base.js";
import type TileLayer from "ol/layer/Tile.js";
import ScaleLine from "ol/control/ScaleLine.js";
import { defaults as default_interactions } from "ol/interaction/defaults.js";
import { read_table } from "../data/files";
import type { Layer, Plan, Plans, Table } from "../data/contract";
import type { Place } from "../data/places";
import type { Shown } from "../state";
import { calm } from "./calm";
import { buurt_names, far_layer, near_layers, online_layer } from "./base";
import { PlacesLayer, default_place_classes } from "./places_layer";
import { CellsFile, raster_layer, type CellTiles } from "./raster_layer";
import { vector_layer } from "./vector_layer";

/// The layers of one plan, made when they are first shown.
export class PlanLayers {
  readonly group = new LayerGroup();
  readonly places: PlacesLayer;
  readonly files = new Map<string, CellsFile>();
  private readonly made = new Map<string, Promise<BaseLayer | null>>();

  constructor(readonly plan: Plan, private readonly projection: Projection, private readonly side: string, private readonly base_drawn: Promise<void>) {
    const style = plan.layers.find((one) => one.id === "placements")?.style;
    this.places = new PlacesLayer(style?.classes ?? default_place_classes(), side);
    this.places.setZIndex(900);
    this.group.getLayers().push(this.places);
  }

  file(layer: Layer): CellsFile {
    let file = this.files.get(layer.id);
    if (!file) this.files.set(layer.id, (file = new CellsFile(layer, this.plan.id)));
    return file;
  }

  show(shown: Record<string, Shown>): void {
    this.plan.layers.forEach((layer, order) => {
      const wish = shown[layer.id] ?? { visible: false, opacity: 1 };
      if (layer.id === "placements") {
        this.places.setVisible(wish.visible);
        this.places.setOpacity(wish.opacity);
      } else if (wish.visible || this.made.has(layer.id)) void this.apply(layer, wish, order);
    });
  }

  /// Colours a raster anew.
  redraw(id: string): void {
    void this.made.get(id)?.then((layer) => (layer as TileLayer<CellTiles> | null)?.getSource()?.draw_anew());
  }

  /// Takes new rows for a vector layer.
  replace(id: string, table: Table, shown: Record<string, Shown>): void {
    const layer = this.plan.layers.find((one) => one.id === id);
    if (!layer) return;
    void this.made.get(id)?.then((old) => old && this.group.getLayers().remove(old));
    this.made.set(id, Promise.resolve(this.added(vector_layer(layer, table, this.side, this.numbers), this.plan.layers.indexOf(layer))));
    this.show(shown);
  }

  private async apply(layer: Layer, wish: Shown, order: number): Promise<void> {
    let made = this.made.get(layer.id);
    if (!made) this.made.set(layer.id, (made = this.make(layer, order)));
    const result = await made;
    result?.setVisible(wish.visible);
    result?.setOpacity(wish.opacity);
  }

  private async make(layer: Layer, order: number): Promise<BaseLayer | null> {
    try {
      if (layer.kind !== "raster") await this.base_drawn; // the ground and the numbers come first
      const result =
        layer.kind === "raster"
          ? await raster_layer(this.file(layer), this.projection, this.side)
          : vector_layer(layer, await read_table(`${this.plan.id}/${layer.file}`), this.side, this.numbers);
      return this.added(result, order);
    } catch (error) {
      console.warn(`${layer.id}: ${String(error)}`);
      return null;
    }
  }

  private readonly numbers = () => this.places.places;

  private added(layer: BaseLayer, order: number): BaseLayer {
    layer.setZIndex((this.plan.layers[order].kind === "raster" ? 100 : 200) + order);
    layer.set("plan_layer", this.plan.layers[order].id);
    this.group.getLayers().push(layer);
    return layer;
  }
}

export class PlanMap {
  readonly projection: Projection;
  readonly map: OlMap;
  a: PlanLayers;
  b: PlanLayers | null = null;
  private readonly extent: [number, number, number, number];
  private online: BaseLayer | null = null;
  private readonly base = new LayerGroup();
  private readonly drawn: Promise<void>; // the base map is there

  constructor(target: HTMLElement, plan: Plan, base: NonNullable<Plans["base"]>) {
    const { extent } = plan;
    this.extent = extent;
    const { epsg, left, top, cols, rows, cell_m } = plan.grid;
    const whole: [number, number, number, number] = [left, top - rows * cell_m, left + cols * cell_m, top];
    this.projection = new Projection({ code: `EPSG:${epsg}`, units: "m", extent: whole });
    const margin = 0.25 * Math.max(whole[2] - whole[0], whole[3] - whole[1]);
    this.map = new OlMap({
      target,
      controls: [new ScaleLine({ minWidth: 70, className: "scale" })],
      interactions: default_interactions({ altShiftDragRotate: false, pinchRotate: false, keyboard: false }),
      layers: [this.base],
      view: new View({
        projection: this.projection,
        center: [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2],
        resolution: 5,
        minResolution: 0.07,
        maxResolution: Math.max(whole[2] - whole[0], whole[3] - whole[1]) / 250,
        extent: [whole[0] - margin, whole[1] - margin, whole[2] + margin, whole[3] + margin],
        constrainOnlyCenter: true,
        smoothExtentConstraint: false,
        enableRotation: false,
        showFullExtent: true,
      }),
    });
    const warn = (error: unknown) => console.warn(String(error));
    this.drawn = this.add_base(base).catch(warn).then(() => this.rendered());
    void this.drawn.then(() => performance.mark("drawn")); // bench/places.mjs waits for it
    this.a = this.add(plan, "side-a");
    void this.add_buurten(base).catch(warn);
  }

  private rendered(): Promise<void> {
    return new Promise((done) => {
      this.map.once("rendercomplete", () => done());
      this.map.render();
    });
  }

  private add(plan: Plan, side: string): PlanLayers {
    const layers = new PlanLayers(plan, this.projection, side, this.drawn);
    this.map.addLayer(layers.group);
    return layers;
  }

  use(plan: Plan): void {
    if (this.a.plan === plan) return;
    this.map.removeLayer(this.a.group);
    this.a = this.add(plan, "side-a");
  }

  compare(plan: Plan | null): void {
    if (this.b?.plan === plan) return;
    if (this.b) this.map.removeLayer(this.b.group);
    this.b = plan ? this.add(plan, "side-b") : null;
  }

  private async add_base(base: NonNullable<Plans["base"]>): Promise<void> {
    const near = near_layers(base);
    near.filter((layer) => layer.getZIndex() === undefined).forEach((layer) => layer.setZIndex(1));
    this.base.getLayers().extend(near);
    const far = await far_layer(base, this.projection, near.length > 0);
    if (far) this.base.getLayers().insertAt(0, far);
  }

  private async add_buurten(base: NonNullable<Plans["base"]>): Promise<void> {
    await this.drawn; // the map is there first
    if (base.buurten) this.base.getLayers().push(buurt_names(await read_table(base.buurten)));
  }

  use_online(on: boolean): void {
    if (on && !this.online) {
      this.online = online_layer(this.projection);
      this.online.setZIndex(50);
      this.base.getLayers().push(this.online);
    }
    this.online?.setVisible(on);
  }

  get view(): View {
    return this.map.getView();
  }

  home(padding: number[], quick: boolean): void {
    this.map.updateSize(); // the panel beside it may be new
    this.view.fit(this.extent, { padding, duration: quick || calm() ? 0 : 300 });
  }

  /// Keeps what lies under the sheet of a phone out of what counts as the map.
  cover(below_px: number): void {
    this.view.padding = [0, 0, below_px, 0];
  }

  go_to(x: number, y: number, resolution: number): void {
    this.view.animate({ center: [x, y], resolution: Math.min(resolution, this.view.getResolution() ?? resolution), duration: calm() ? 0 : 350 });
  }

  seen(): [number, number, number, number] {
    return this.view.calculateExtent() as [number, number, number, number];
  }

  place_at(pixel: number[]): Place | null {
    return (this.a.places.getVisible() ? this.a.places.at(pixel) : null) ?? null;
  }
}

