export {barChart} from './chart.js';
export {figuresCsv} from './figures-csv.js';
export type {FigureCell, FigureRow, Figures, FigureTable} from './figures.js';
export {InsightModule} from './insight.module.js';
export {ReadFigures, type Period} from './read-figures.js';
